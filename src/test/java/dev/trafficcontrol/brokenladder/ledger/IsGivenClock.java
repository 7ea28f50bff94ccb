package dev.trafficcontrol.brokenladder.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Reads no clock of its own.
public final class IsGivenClock {
  public LocalDate today(Clock clock) {
    Instant now = Instant.now(clock);
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
