package dev.trafficcontrol.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was said of one budget: its limit, and for a while perhaps a higher one.
///
/// @param limit what holds for good, until something else is said
/// @param raise what holds instead until it ends, or null
record Terms(Limit limit, @Nullable Raise raise) {

  /// @param until the first instant at which it holds no more
  record Raise(Limit limit, Instant until) {}

  /// The raise that is on at `now`, or null.
  @Nullable Raise raiseAt(Instant now) {
    return raise != null && now.isBefore(raise.until()) ? raise : null;
  }

  /// What holds at `now`. A raise ends by itself, also while holds are open that it made room for.
  Limit at(Instant now) {
    Raise on = raiseAt(now);
    return on == null ? limit : on.limit();
  }
}
