package dev.trafficcontrol.pricing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The first 128 bits of a SHA-256: wide enough that nobody finds two contents that share one.
public record Fingerprint(long high, long low) {

  public static Fingerprint of(byte[] content) {
    return first128(sha256().digest(content));
  }

  public static Fingerprint of(String content) {
    return of(content.getBytes(StandardCharsets.UTF_8));
  }

  /// Of a sequence: this one followed by `next`.
  Fingerprint then(Fingerprint next) {
    return of(
        ByteBuffer.allocate(4 * Long.BYTES)
            .putLong(high)
            .putLong(low)
            .putLong(next.high)
            .putLong(next.low)
            .array());
  }

  /// The first 12 hexadecimal digits, for people.
  String shortText() {
    return "%016x".formatted(high).substring(0, 12);
  }

  private static Fingerprint first128(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    return new Fingerprint(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
