package dev.trafficcontrol.key;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/// SHA-256 of a whole secret, in hex. A plain hash is enough: the secret has 256 random bits.
public record SecretHash(@JsonValue String hex) {

  @JsonCreator
  public SecretHash {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 in hex");
    }
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }
}
