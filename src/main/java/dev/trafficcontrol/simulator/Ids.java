package dev.trafficcontrol.simulator;

import java.math.BigInteger;

/// Makes the letters-and-digits part of the provider's ids.
final class Ids {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  /// Enough for 128 bits.
  private static final int LENGTH = 22;

  private Ids() {}

  static String from(long high, long low) {
    BigInteger left = new BigInteger(Long.toHexString(high) + "%016x".formatted(low), 16);
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      BigInteger[] parts = left.divideAndRemainder(BASE);
      id.append(ALPHABET.charAt(parts[1].intValue()));
      left = parts[0];
    }
    return id.toString();
  }
}
