package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.ScopeKind;

/// What a task waits for.
///
/// @param what which of the kind, for people: `max-agents 2`, `global rolling-hour`
public record WaitCause(Kind kind, String what) {

  public enum Kind {
    SLOT,
    CLASS,
    BUDGET,
    BREAKER,
    DEPENDENCY,
    TIME
  }

  static final WaitCause DEPENDENCY = new WaitCause(Kind.DEPENDENCY, "other tasks");
  static final WaitCause TIME = new WaitCause(Kind.TIME, "its time");

  /// The limits of runs and tasks are told once for all of them.
  static WaitCause of(BudgetId budget) {
    ScopeKind kind = budget.scope().kind();
    boolean isOfOne = kind == ScopeKind.RUN || kind == ScopeKind.TASK;
    return new WaitCause(
        Kind.BUDGET,
        isOfOne ? "limit of a " + kind.label() : budget.scope() + " " + budget.window().label());
  }
}
