package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.stream.Stream;

/// What is seen of a run at one instant.
///
/// @param lastOutput its start where it has written nothing
public record Sighting(
    Instant startedAt,
    boolean hasOutput,
    Instant lastOutput,
    CallActivity activity,
    ChildUsage usage) {

  static Sighting of(Instant startedAt, Child child, CallActivity activity) {
    return new Sighting(startedAt, child.hasOutput(), child.lastOutput(), activity, child.usage());
  }

  boolean hasStarted() {
    return hasOutput || activity.calls() > 0;
  }

  /// When it last gave a sign of life; now, while a call is in flight.
  Instant lastSign(Instant now) {
    if (activity.inFlight() > 0) {
      return now;
    }
    return Stream.concat(Stream.of(startedAt, lastOutput), activity.last().stream())
        .max(Instant::compareTo)
        .orElse(startedAt);
  }
}
