package dev.trafficcontrol.app;

import java.time.Instant;
import java.time.InstantSource;

/// The system's time at the start of the process, carried on by elapsed time: a step of the
/// system's clock frees no budget and ends no lease.
final class SteadyClock implements InstantSource {

  private final Instant start = InstantSource.system().instant();
  private final long startNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
