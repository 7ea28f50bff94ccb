package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What a machine said of time at one instant.
///
/// @param boot names this start of the machine, or null where its system has no such name
/// @param upMillis since that start, sleep included: what no setting of the clock changes
/// @param wall the date and time of the system's clock
public record ClockReading(@Nullable String boot, long upMillis, Instant wall) {

  public ClockReading {
    wall = wall.truncatedTo(ChronoUnit.MILLIS);
  }

  boolean isOfSameBootAs(ClockReading other) {
    return boot != null && boot.equals(other.boot);
  }

  /// How far the clock was moved between an earlier reading of the same boot and this one; negative
  /// where it was set back.
  Duration movedSince(ClockReading earlier) {
    return Duration.between(earlier.wall, wall).minusMillis(upMillis - earlier.upMillis);
  }
}
