package dev.trafficcontrol.gateway;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Which header fields travel on: all but the credentials, those that belong to one connection, and
/// those that are said to us alone.
final class ForwardedHeaders {

  /// RFC 9110, section 7.6.1, and what describes a connection or a body's framing on it.
  private static final Set<String> ONE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host");

  private static final Set<String> CLIENTS_OWN =
      Set.of(
          "authorization",
          "x-api-key",
          "proxy-authorization",
          "cookie",
          "content-length",
          // What is compressed can't be metered while it passes.
          "accept-encoding");

  private static final Set<String> PROVIDERS_OWN = Set.of("set-cookie", "proxy-authenticate");

  private ForwardedHeaders() {}

  static Headers toProvider(Headers headers) {
    return without(headers, CLIENTS_OWN).keeping(field -> !ClientHeaders.isOurs(field.name()));
  }

  static Headers toClient(Headers headers) {
    return without(headers, PROVIDERS_OWN);
  }

  private static Headers without(Headers headers, Set<String> dropped) {
    Set<String> named = new HashSet<>();
    for (String options : headers.all("connection")) {
      for (String option : options.split(",")) {
        named.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return headers.keeping(field -> {
      String name = field.name().toLowerCase(Locale.ROOT);
      return !ONE_CONNECTION.contains(name) && !dropped.contains(name) && !named.contains(name);
    });
  }
}
