package dev.trafficcontrol.brokenladder.ledger;

import java.time.Instant;
import java.util.function.Supplier;

/// Reads the system clock, by a method reference.
public final class ReadsClock {
  public Supplier<Instant> clock() {
    return Instant::now;
  }
}
