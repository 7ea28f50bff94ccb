package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one round decided, before it is written.
///
/// @param tickets those it answers, and those it put in line
/// @param entries the step's events, as they are to be written
/// @param news what others may read once it is durable, or null where that is as before
record Draft(
    List<Ticket> tickets,
    Round round,
    LedgerCore.Step step,
    List<Batch.Entry> entries,
    Instant at,
    @Nullable Published news) {

  void answer() {
    round.answer();
  }

  void leaveLine() {
    round.leaveLine();
  }

  boolean isEmpty() {
    return step.events().isEmpty();
  }
}
