package dev.trafficcontrol.app;

import java.security.SecureRandom;

/// The one source of randomness.
final class Randomness {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Randomness() {}

  static SecureRandom random() {
    return RANDOM;
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
