package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Candidate;
import java.util.Optional;

/// Asks the ledger, without binding anything, whether a first call of a task would fit every budget
/// it is charged to. Nothing is reserved: each call holds for itself.
public interface BudgetQuestion {

  /// Empty where it would fit.
  Optional<DeferReason.NoMoney> objection(Candidate candidate);
}
