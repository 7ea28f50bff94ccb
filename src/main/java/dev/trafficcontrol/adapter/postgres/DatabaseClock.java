package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.ledger.ClockVerdict;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Holds what the database's clock says against the time that has passed here: a forward step that
/// nothing explains would free budgets.
///
/// For one thread at a time.
final class DatabaseClock {

  private final LongSupplier nanos;
  private @Nullable Instant last;
  private long lastNanos;

  /// @param nanos elapsed time, as of [System#nanoTime]
  DatabaseClock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Returns `now` where the time since the last one explains it, or throws [LedgerUnavailable].
  ///
  /// Nothing is decided by a clock that stepped forward until it is right again, or until the
  /// program is started anew and has judged it. One that stepped back frees nothing.
  Instant checked(Instant now) {
    long here = nanos.getAsLong();
    Instant before = last;
    if (before != null) {
      Instant expected = before.plusNanos(here - lastNanos);
      Duration ahead = Duration.between(expected, now);
      if (ahead.compareTo(ClockVerdict.TOLERANCE) > 0) {
        throw new LedgerUnavailable(
            "the database's clock went forward by %d minutes more than time did, which would free budgets: set it right, or start anew"
                .formatted(ahead.toMinutes()));
      }
    }
    last = now;
    lastNanos = here;
    return now;
  }
}
