package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// The owner's word that the clock is right although nothing explains its step. From then on the
/// book's time is the clock's, also where that is earlier. Replies what it was before.
///
/// The only change after which a batch may be older than the one before it.
public record SetClock(ClockReading reading, String by, String reason)
    implements LedgerCommand<Instant> {

  @Override
  public Decision<Instant> decide(LedgerState state, Instant now) {
    return new Decision<>(
        List.of(new LedgerEvent.ClockSet(state.time(), reading, by, reason)), state.time());
  }
}
