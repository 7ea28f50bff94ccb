package dev.trafficcontrol.gateway;

import dev.trafficcontrol.ledger.HoldId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Mints one id for each upstream send: a retry by the client is another call, with another id.
public final class CallIds {

  private final InstantSource clock;
  private final RandomGenerator random;

  /// @param random safe for threads
  public CallIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  HoldId next() {
    byte[] randomness = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(randomness);
    return HoldId.mint(clock.instant(), randomness);
  }

  RandomGenerator random() {
    return random;
  }

  Instant now() {
    return clock.instant();
  }
}
