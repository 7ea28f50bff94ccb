package dev.trafficcontrol.gateway;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a request goes. Paths are compared byte for byte with the few that are known: a spelling
/// that another parser might take for one of them (`//v1/messages`, `%2e`) is not one of them.
sealed interface Route {

  /// What the client speaks.
  Protocol protocol();

  /// Paid, and metered.
  record Paid(Endpoint endpoint, String target) implements Route {
    @Override
    public Protocol protocol() {
      return endpoint.protocol();
    }
  }

  /// Known to be free at the provider, and forwarded.
  record Free(String method, String target, Protocol protocol) implements Route {

    FreeRequest request(Headers headers, Body body) {
      return new FreeRequest(new UpstreamRequest(method, target, headers, body));
    }
  }

  /// A client looks whether somebody is there.
  record Probe(Protocol protocol) implements Route {}

  /// Not metered, so not passed on.
  record Unmetered(String reason, Protocol protocol) implements Route {}

  /// Asking for the beta variant of a route changes neither its price nor its shape.
  Set<String> KNOWN_QUERIES = Set.of("beta=true");

  String COUNT_TOKENS = "/v1/messages/count_tokens";
  String MODELS = "/v1/models";

  static Route of(InboundCall call) {
    return of(call.method(), call.rawPath(), call.rawQuery(), Protocol.spokenWith(call.headers()));
  }

  /// @param spoken what the client seems to speak, where the path does not say
  static Route of(String method, String rawPath, @Nullable String rawQuery, Protocol spoken) {
    String target = rawQuery == null ? rawPath : rawPath + "?" + rawQuery;
    boolean isPlain = rawQuery == null || KNOWN_QUERIES.contains(rawQuery);
    String asked = isPlain ? rawPath : rawPath + " with this query";
    for (Endpoint endpoint : Endpoint.values()) {
      if (rawPath.equals(endpoint.path())) {
        return isPlain && method.equals("POST")
            ? new Paid(endpoint, target)
            : unmetered(method, asked, endpoint.protocol());
      }
    }
    return switch (method + " " + rawPath) {
      case "POST " + COUNT_TOKENS ->
          isPlain
              ? new Free(method, target, Protocol.ANTHROPIC)
              : unmetered(method, asked, Protocol.ANTHROPIC);
      case "GET " + MODELS -> new Free(method, target, spoken);
      case "HEAD /" -> new Probe(spoken);
      default -> unmetered(method, rawPath, spoken);
    };
  }

  private static Unmetered unmetered(String method, String what, Protocol protocol) {
    String metered =
        Arrays.stream(Endpoint.values())
            .map(endpoint -> "POST " + endpoint.path())
            .collect(Collectors.joining(", "));
    return new Unmetered(
        "TrafficControl does not meter %s %s, so it is not passed on: use %s, POST %s or GET %s, spelled exactly like this"
            .formatted(method, what, metered, COUNT_TOKENS, MODELS),
        protocol);
  }
}
