package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.key.SecretCheck;
import dev.trafficcontrol.ledger.Ledger;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Who is calling. A key is told by its id and opened by its secret; whether its attempt still
/// lives is asked again, with all else, in the step that holds the money.
final class Admission {

  private static final String BEARER = "bearer ";

  private final Ledger ledger;
  private final SecretCheck check = new SecretCheck(MessageDigest::isEqual);

  Admission(Ledger ledger) {
    this.ledger = ledger;
  }

  /// The key that the request's credentials open; empty without one. The reason is never told
  /// apart: to a caller without a key, all keys look alike.
  Optional<Key> admit(Headers headers, Instant now) {
    Set<String> credentials = credentials(headers);
    // Two different credentials would leave open which of them pays.
    return credentials.size() == 1
        ? credentials.stream().findFirst().flatMap(text -> opened(text, now))
        : Optional.empty();
  }

  private static Set<String> credentials(Headers headers) {
    Set<String> credentials = new LinkedHashSet<>(headers.all("x-api-key"));
    for (String authorization : headers.all("authorization")) {
      credentials.add(
          authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
              ? authorization.substring(BEARER.length()).strip()
              : authorization);
    }
    return credentials;
  }

  private Optional<Key> opened(String text, Instant now) {
    return KeySecret.parse(text)
        .flatMap(secret -> check.opened(ledger.key(secret.id()), secret))
        .filter(key -> !key.isExpired(now));
  }

  /// Says of the key only what its own text says.
  static GatewayError refusal(Headers headers) {
    String named =
        credentials(headers).stream()
            .flatMap(text -> KeySecret.environmentOf(text).stream())
            .findFirst()
            .map(
                "; this one names the environment `%s`: is this the gateway of that one?"
                    ::formatted)
            .orElse("");
    return refusal(named);
  }

  static GatewayError refusal() {
    return refusal("");
  }

  private static GatewayError refusal(String named) {
    return GatewayError.of(
            401,
            Kind.AUTHENTICATION,
            "TrafficControl knows no such key: send one that `key create` printed, as x-api-key or as"
                + " Authorization: Bearer, and only one"
                + named)
        .notToBeRetried();
  }
}
