package dev.trafficcontrol.alert;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.money.Money;

/// What an alert could be answered with, where its target can take answers. What exactly an answer
/// would do, and whether it may be given there, is the target's to say.
public sealed interface Answer {

  /// Nothing more is started.
  record Pause() implements Answer {}

  /// Everything is ended now, and nothing spends until its owner says so.
  record Kill() implements Answer {}

  /// The budget gets more for a while.
  ///
  /// @param from its limit when the alert was raised
  record Raise(BudgetId budget, Money from) implements Answer {}

  /// The run's work is taken in.
  record Accept(String task, String run) implements Answer {}

  /// The run's work stays on its branch, and the task is queued again.
  record Reject(String task, String run) implements Answer {}

  /// Shows that answers arrive, and does nothing else.
  record Greet() implements Answer {}
}
