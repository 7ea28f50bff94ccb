package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Told of what changed once it is durable, by one thread at a time: to be quick, and to throw
/// nothing.
public interface BookListener {

  BookListener NOBODY = (step, at) -> {};

  /// @param at the ledger's time, which the step's budgets are as of
  void written(LedgerCore.Step step, Instant at);

  /// How far back it wants to hear of what was written before anybody told it; by default not at
  /// all.
  default Duration memory() {
    return Duration.ZERO;
  }

  /// Told, before anything else, of a batch that was written earlier; the oldest comes first.
  default void remember(List<LedgerEvent> events, Instant at) {}
}
