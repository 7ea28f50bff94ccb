package dev.trafficcontrol.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;

/// Names one upstream send: its minting time in milliseconds, then 80 random bits; 32 hex digits as
/// text, ordered as those.
///
/// The time lets the ledger refuse an old id as ended without remembering every id there ever was.
///
/// @param front the minting time in its upper 48 bits, then 16 random bits
/// @param back the other random bits
public record HoldId(long front, long back) implements Comparable<HoldId> {

  /// Randomness that one id takes.
  public static final int RANDOM_BYTES = 10;

  private static final int DIGITS = 32;
  private static final int HALF = DIGITS / 2;
  private static final HexFormat HEX = HexFormat.of();

  /// Throws [IllegalArgumentException] for a text that is no hold's id; its message can be shown to
  /// a person.
  @JsonCreator
  public static HoldId parse(String text) {
    boolean isHex = text.length() == DIGITS;
    for (int at = 0; isHex && at < DIGITS; at++) {
      char digit = text.charAt(at);
      isHex = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
    }
    if (!isHex) {
      throw new IllegalArgumentException("'" + text + "' is not a hold's id: 32 hex digits");
    }
    return new HoldId(
        HexFormat.fromHexDigitsToLong(text, 0, HALF),
        HexFormat.fromHexDigitsToLong(text, HALF, DIGITS));
  }

  public static HoldId mint(Instant now, byte[] randomness) {
    if (randomness.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("a hold's id takes " + RANDOM_BYTES + " random bytes");
    }
    ByteBuffer random = ByteBuffer.wrap(randomness);
    long front = (now.toEpochMilli() << Short.SIZE) | Short.toUnsignedLong(random.getShort());
    return new HoldId(front, random.getLong());
  }

  public Instant mintedAt() {
    return Instant.ofEpochMilli(front >>> Short.SIZE);
  }

  @JsonValue
  public String text() {
    return HEX.toHexDigits(front) + HEX.toHexDigits(back);
  }

  @Override
  public int compareTo(HoldId other) {
    int fronts = Long.compareUnsigned(front, other.front);
    return fronts == 0 ? Long.compareUnsigned(back, other.back) : fronts;
  }

  @Override
  public String toString() {
    return text();
  }
}
