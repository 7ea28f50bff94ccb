package dev.trafficcontrol.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The system's time at the start of the process, carried on by elapsed time: a step of the
/// system's clock frees no budget and ends no lease.
final class SteadyClock implements InstantSource {

  private final LongSupplier elapsedNanos;
  private final Instant start;
  private final long startNanos;

  SteadyClock() {
    this(InstantSource.system(), System::nanoTime);
  }

  /// @param elapsedNanos what no setting of `wall` changes
  SteadyClock(InstantSource wall, LongSupplier elapsedNanos) {
    this.elapsedNanos = elapsedNanos;
    this.start = wall.instant();
    this.startNanos = elapsedNanos.getAsLong();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(elapsedNanos.getAsLong() - startNanos);
  }
}
