package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;

/// What is in an agent's way.
///
/// @param what for people: which budget and its limit, or which breaker
record Hindrance(Outcome.Cause cause, String what) {

  static final Hindrance PREFLIGHT = new Hindrance(Outcome.Cause.PREFLIGHT, "pre-flight");

  /// Those of single runs and tasks count as one: a fleet of them would drown the rest.
  static Hindrance of(BudgetView budget) {
    Scope scope = budget.id().scope();
    boolean isOfMany = scope.kind() == ScopeKind.RUN || scope.kind() == ScopeKind.TASK;
    String limit = budget.limit() instanceof Limit.Capped ? "$" + budget.limit() : "unlimited";
    return new Hindrance(
        Outcome.Cause.BUDGET,
        "%s/%s of %s"
            .formatted(
                isOfMany ? Scope.of(scope.kind(), Scope.EACH) : scope,
                budget.id().window().label(),
                limit));
  }

  static Hindrance of(Scope breaker) {
    return new Hindrance(Outcome.Cause.BREAKER, "the " + BreakerName.of(breaker));
  }
}
