package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// A refusal in the provider's own error shape, so that every client understands it.
///
/// `billing_error` with `x-should-retry: false` is what Claude Code takes as final; anything else
/// it sends again, up to ten times.
public record GatewayError(int status, String type, String message, List<Header> headers) {

  private record Shape(String type, Detail error) {}

  private record Detail(String type, String message) {}

  public GatewayError {
    headers = List.copyOf(headers);
  }

  static GatewayError of(int status, String type, String message) {
    return new GatewayError(status, type, message, List.of());
  }

  static GatewayError badRequest(String message) {
    return of(400, "invalid_request_error", message).notToBeRetried();
  }

  /// Sending the same again can't help.
  GatewayError notToBeRetried() {
    return with("x-should-retry", "false");
  }

  GatewayError retryAfterSeconds(long seconds) {
    return with("retry-after", Long.toString(Math.max(1, seconds)));
  }

  GatewayError with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new GatewayError(status, type, message, more);
  }

  /// The body of the answer.
  public byte[] body() {
    return JsonMapper.shared().writeValueAsBytes(new Shape("error", new Detail(type, message)));
  }

  void answer(ClientAnswer client) {
    byte[] body = body();
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header("content-type", "application/json"));
    all.add(new Header("content-length", Integer.toString(body.length)));
    client.begin(status, new Headers(all));
    client.write(body, body.length);
    client.end();
  }
}
