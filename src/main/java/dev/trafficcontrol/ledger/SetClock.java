package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// The owner's word that the clock is right although nothing explains its step. From then on the
/// book's time is the clock's, also where that is earlier.
///
/// Refused for a time before what was archived: what counts by such a clock is not in the book any
/// more, and would be granted once again.
///
/// The only change after which a batch may be older than the one before it.
public record SetClock(ClockReading reading, String by, String reason)
    implements LedgerCommand<SetClock.Reply> {

  /// What became of it.
  public sealed interface Reply {

    /// @param from the book's time before
    record Done(Instant from) implements Reply {}

    /// @param until up to when the book was archived
    record BeforeTheBook(Instant until) implements Reply {}
  }

  @Override
  public Decision<Reply> decide(LedgerState state, Instant now) {
    LedgerEvent.Archived archived = state.archived();
    if (archived != null && reading.wall().isBefore(archived.until())) {
      return Decision.nothingBut(new Reply.BeforeTheBook(archived.until()));
    }
    return new Decision<>(
        List.of(new LedgerEvent.ClockSet(state.time(), reading, by, reason)),
        new Reply.Done(state.time()));
  }
}
