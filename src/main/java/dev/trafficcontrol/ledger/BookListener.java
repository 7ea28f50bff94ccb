package dev.trafficcontrol.ledger;

import java.time.Instant;

/// Told of what changed once it is durable, by one thread at a time: to be quick, and to throw
/// nothing.
public interface BookListener {

  BookListener NOBODY = (step, at) -> {};

  /// @param at the ledger's time, which the step's budgets are as of
  void written(LedgerCore.Step step, Instant at);
}
