package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.HexFormat;

/// Names one upstream send: its minting time in milliseconds, then 80 random bits, in hex.
///
/// The time lets the ledger refuse an old id as ended without remembering every id there ever was.
public record HoldId(@JsonValue String text) {

  /// Randomness that one id takes.
  public static final int RANDOM_BYTES = 10;

  private static final int TIME_DIGITS = 12;

  @JsonCreator
  public HoldId {
    if (!text.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("'" + text + "' is not a hold's id: 32 hex digits");
    }
  }

  public static HoldId mint(Instant now, byte[] randomness) {
    if (randomness.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("a hold's id takes " + RANDOM_BYTES + " random bytes");
    }
    return new HoldId(
        HexFormat.of().toHexDigits(now.toEpochMilli(), TIME_DIGITS)
            + HexFormat.of().formatHex(randomness));
  }

  public Instant mintedAt() {
    return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(text, 0, TIME_DIGITS));
  }

  @Override
  public String toString() {
    return text;
  }
}
