package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.VirtualLedger;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who of the queue works: as many as capacity allows, one at a task, and nobody whose first call
/// would not fit or is stopped by a breaker.
final class Slots {

  private final CapacityLimits limits;
  private final VirtualLedger ledger;
  private final Map<String, Integer> taken = new HashMap<>();
  private final Set<String> tasks = new HashSet<>();

  Slots(CapacityLimits limits, VirtualLedger ledger) {
    this.limits = limits;
    this.ledger = ledger;
  }

  boolean areFull() {
    return tasks.size() >= limits.maxAgents();
  }

  /// Whether there is a slot, whatever the money.
  boolean isFreeFor(RecordedAgent agent, RecordedAgent.Work work) {
    String modelClass = ModelClass.of(agent.model());
    return !areFull()
        && taken.getOrDefault(modelClass, 0) < limits.of(modelClass)
        && !tasks.contains(work.task());
  }

  void take(RecordedAgent agent, RecordedAgent.Work work) {
    taken.merge(ModelClass.of(agent.model()), 1, Integer::sum);
    tasks.add(work.task());
  }

  void free(RecordedAgent agent, RecordedAgent.Work work) {
    taken.merge(ModelClass.of(agent.model()), -1, Integer::sum);
    tasks.remove(work.task());
  }

  /// What money or a breaker has against its start.
  Optional<Hindrance> hindrance(RecordedAgent agent, RecordedAgent.Work work) {
    List<Scope> scopes =
        new ArrayList<>(
            List.of(
                Scope.GLOBAL,
                Scope.of(ScopeKind.MODEL, agent.model()),
                Scope.of(ScopeKind.PROJECT, work.project())));
    Map<Scope, BreakerState> breakers = ledger.breakers();
    Optional<Hindrance> open =
        scopes.stream()
            .filter(scope -> breakers.get(scope) instanceof BreakerState.Open)
            .map(Hindrance::of)
            .findFirst();
    if (open.isPresent() || agent.calls().isEmpty()) {
      return open;
    }
    scopes.add(Scope.of(ScopeKind.TASK, work.task()));
    Money first = agent.calls().getFirst().worstCase();
    return scopes.stream()
        .flatMap(scope -> ledger.budgetsOver(scope).stream())
        .filter(budget -> !fits(first, budget))
        .map(Hindrance::of)
        .findFirst();
  }

  /// Beside what is spent: what is held may be free again soon.
  private static boolean fits(Money asked, BudgetView budget) {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> true;
      case Limit.Capped(Money limit) -> !budget.spent().plus(asked).isMoreThan(limit);
    };
  }
}
