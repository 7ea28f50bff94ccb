package dev.trafficcontrol.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a request goes. Paths are compared byte for byte with the few that are known: a spelling
/// that another parser might take for one of them (`//v1/messages`, `%2e`) is not one of them.
sealed interface Route {

  /// Paid, and metered.
  record Messages(String target) implements Route {}

  /// Known to be free at the provider, and forwarded.
  record Free(String method, String target) implements Route {

    FreeRequest request(Headers headers, Body body) {
      return new FreeRequest(new UpstreamRequest(method, target, headers, body));
    }
  }

  /// A client looks whether somebody is there.
  record Probe() implements Route {}

  /// Not metered, so not passed on.
  record Unmetered(String reason) implements Route {}

  /// Asking for the beta variant of a route changes neither its price nor its shape.
  Set<String> KNOWN_QUERIES = Set.of("beta=true");

  static Route of(String method, String rawPath, @Nullable String rawQuery) {
    String target = rawQuery == null ? rawPath : rawPath + "?" + rawQuery;
    boolean known = rawQuery == null || KNOWN_QUERIES.contains(rawQuery);
    return switch (method + " " + rawPath) {
      case "POST /v1/messages" ->
          known ? new Messages(target) : unmetered(method, rawPath + " with this query");
      case "POST /v1/messages/count_tokens" ->
          known ? new Free(method, target) : unmetered(method, rawPath + " with this query");
      case "GET /v1/models" -> new Free(method, target);
      case "HEAD /" -> new Probe();
      default -> unmetered(method, rawPath);
    };
  }

  private static Unmetered unmetered(String method, String what) {
    return new Unmetered(
        "TrafficControl does not meter "
            + method
            + " "
            + what
            + ", so it is not passed on: use POST /v1/messages,"
            + " POST /v1/messages/count_tokens or GET /v1/models, spelled exactly like this");
  }
}
