package dev.trafficcontrol.adapter.provider;

import dev.trafficcontrol.gateway.Header;
import dev.trafficcontrol.gateway.UpstreamRequest;
import java.nio.charset.StandardCharsets;

/// A request up to its body, with the provider's key.
final class RequestHead {

  private final StringBuilder text = new StringBuilder(1024);

  private RequestHead() {}

  /// Throws [IllegalArgumentException] where a name, a value or the target can't be sent.
  static byte[] of(UpstreamRequest request, ProviderEndpoint endpoint) {
    RequestHead head = new RequestHead();
    head.text
        .append(request.method())
        .append(' ')
        .append(target(endpoint.path() + request.target()))
        .append(" HTTP/1.1\r\n");
    head.field("Host", endpoint.authority());
    for (Header field : request.headers().fields()) {
      if (isOurs(field.name())) {
        throw new IllegalArgumentException(field.name() + " is for this connection to say");
      }
      head.field(field.name(), field.value());
    }
    endpoint.protocol().authenticate(endpoint.key().reveal(), head::field);
    // What is compressed can't be metered while it passes.
    head.field("Accept-Encoding", "identity");
    if (request.body().length() > 0 || !request.method().equals("GET")) {
      head.field("Content-Length", Integer.toString(request.body().length()));
    }
    head.text.append("\r\n");
    return head.text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isOurs(String name) {
    return name.equalsIgnoreCase("host")
        || name.equalsIgnoreCase("content-length")
        || name.equalsIgnoreCase("transfer-encoding");
  }

  private static String target(String target) {
    if (!target.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("the target is not ASCII without blanks");
    }
    return target;
  }

  private void field(String name, String value) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (c <= ' ' || c >= 0x7f || c == ':') {
        throw new IllegalArgumentException("not the name of a header field");
      }
    }
    if (!Header.isSendable(value)) {
      throw new IllegalArgumentException("not the value of a header field");
    }
    text.append(name).append(": ").append(value).append("\r\n");
  }
}
