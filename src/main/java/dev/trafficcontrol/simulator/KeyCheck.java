package dev.trafficcontrol.simulator;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/// Lets in only who has the provider's key.
final class KeyCheck {
  static final HeaderName API_KEY = HeaderNames.create("x-api-key");

  private static final String BEARER = "Bearer ";
  private final byte[] expected;
  private final String payer;

  KeyCheck(String key) {
    expected = key.getBytes(StandardCharsets.UTF_8);
    payer = HexFormat.of().formatHex(Prompt.sha256().digest(expected), 0, 4);
  }

  /// Who pays for the request, as a fingerprint of the key; a wrong key is an [ApiError].
  ///
  /// Anthropic takes the key in either header, OpenAI as a bearer token only.
  String payer(ServerRequest request, Protocol protocol) {
    Optional<String> bearer =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.startsWith(BEARER))
            .map(value -> value.substring(BEARER.length()));
    Optional<String> own = request.headers().first(API_KEY);
    switch (protocol) {
      case ANTHROPIC -> check(own.or(() -> bearer).orElse(""), "invalid x-api-key");
      case OPENAI -> check(bearer.orElse(""), "Incorrect API key provided.");
    }
    return payer;
  }

  private void check(String given, String complaint) {
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiError(new Problem(401, null, complaint));
    }
  }
}
