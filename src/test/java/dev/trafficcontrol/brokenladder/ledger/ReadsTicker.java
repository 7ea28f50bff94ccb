package dev.trafficcontrol.brokenladder.ledger;

/// Measures elapsed time in the core.
public final class ReadsTicker {
  public long ticks() {
    return System.nanoTime();
  }
}
