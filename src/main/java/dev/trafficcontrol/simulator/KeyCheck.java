package dev.trafficcontrol.simulator;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// Lets in only who has the provider's key, as `x-api-key` or as a bearer token.
final class KeyCheck {
  private static final String BEARER = "Bearer ";
  private final byte[] expected;
  private final String payer;

  KeyCheck(String key) {
    expected = key.getBytes(StandardCharsets.UTF_8);
    payer = HexFormat.of().formatHex(Prompt.sha256().digest(expected), 0, 4);
  }

  /// Who pays for the request, as a fingerprint of the key; a wrong key is an [ApiError].
  String payer(ServerRequest request) {
    Optional<String> bearer =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.startsWith(BEARER))
            .map(value -> value.substring(BEARER.length()));
    String given =
        request.headers().first(HeaderNames.create("x-api-key")).or(() -> bearer).orElse("");
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiError(401, "authentication_error", "invalid x-api-key");
    }
    return payer;
  }
}
