package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refusal, said in the shape of whichever protocol the client speaks, so that every client
/// understands it.
///
/// `billing_error` with `x-should-retry: false` is what Claude Code takes as final; anything else
/// it sends again, up to ten times. OpenAI's clients know the same as `insufficient_quota`.
public record GatewayError(int status, Kind kind, String message, List<Header> headers) {

  /// What is wrong, by the names that Anthropic and OpenAI have for it.
  public enum Kind {
    INVALID_REQUEST("invalid_request_error", "invalid_request_error", null),
    TOO_LARGE("request_too_large", "invalid_request_error", "request_too_large"),
    NOT_FOUND("not_found_error", "invalid_request_error", "not_found"),
    AUTHENTICATION("authentication_error", "invalid_request_error", "invalid_api_key"),
    PERMISSION("permission_error", "invalid_request_error", "permission_denied"),
    BILLING("billing_error", "insufficient_quota", "insufficient_quota"),
    RATE_LIMIT("rate_limit_error", "rate_limit_error", "rate_limit_exceeded"),
    OVERLOADED("overloaded_error", "server_error", "service_unavailable"),
    FAILURE("api_error", "server_error", null);

    private final String anthropic;
    private final String openAi;
    private final @Nullable String openAiCode;

    Kind(String anthropic, String openAi, @Nullable String openAiCode) {
      this.anthropic = anthropic;
      this.openAi = openAi;
      this.openAiCode = openAiCode;
    }

    String anthropic() {
      return anthropic;
    }

    String openAi() {
      return openAi;
    }

    @Nullable String openAiCode() {
      return openAiCode;
    }
  }

  public GatewayError {
    headers = List.copyOf(headers);
  }

  static GatewayError of(int status, Kind kind, String message) {
    return new GatewayError(status, kind, message, List.of());
  }

  static GatewayError badRequest(String message) {
    return of(400, Kind.INVALID_REQUEST, message).notToBeRetried();
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
    return new GatewayError(status, kind, message, more);
  }

  /// The body of the answer.
  public byte[] body(Protocol protocol) {
    return protocol.body(this);
  }

  void answer(Caller caller) {
    byte[] body = body(caller.protocol());
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header("content-type", "application/json"));
    all.add(new Header("content-length", Integer.toString(body.length)));
    ClientAnswer client = caller.answer();
    client.begin(status, new Headers(all));
    client.write(body, body.length);
    client.end();
  }
}
