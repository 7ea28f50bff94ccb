package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerFork;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.scheduler.BudgetQuestion;
import dev.trafficcontrol.scheduler.DeferReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Whether a first call would fit, as admission asks it, and which budgets turned out too small.
final class RehearsedMoney implements BudgetQuestion {

  private static final String NOT_YET = "not-yet";

  private final LedgerFork ledger;
  private final UnaryOperator<String> charged;
  private final Map<String, Money> firstCalls = new HashMap<>();
  private final Map<String, BudgetId> objections = new HashMap<>();
  private final Map<BudgetId, Instant> usedUp = new LinkedHashMap<>();

  RehearsedMoney(LedgerFork ledger, UnaryOperator<String> charged) {
    this.ledger = ledger;
    this.charged = charged;
  }

  /// What the first call of a task's run will ask for: a scheduler at work has learned that of the
  /// runs before, and starts no agent only for it to be refused.
  void willAsk(String task, Money first) {
    firstCalls.put(task, first);
  }

  @Override
  public Optional<DeferReason.NoMoney> objection(Candidate candidate) {
    Money first = firstCalls.getOrDefault(candidate.task(), Money.MAX);
    AttemptBinding attempt =
        new AttemptBinding(candidate.project(), candidate.task(), NOT_YET, 0, null);
    HoldScope scope =
        new HoldScope(NOT_YET, List.of(charged.apply(candidate.agent().model())), attempt, null);
    for (BudgetView budget : ledger.budgetsFor(scope)) {
      if (first.isMoreThan(budget.free())) {
        objections.put(candidate.task(), budget.id());
        return Optional.of(objection(budget, first));
      }
    }
    return Optional.empty();
  }

  private DeferReason.NoMoney objection(BudgetView budget, Money first) {
    if (isUsedUp(budget, first)) {
      noteUsedUp(budget.id());
    }
    return new DeferReason.NoMoney(budget.id().toString(), ledger.fitsAt(budget.id(), first));
  }

  private static boolean isUsedUp(BudgetView budget, Money asked) {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> false;
      case Limit.Capped(Money limit) -> budget.spent().plus(asked).isMoreThan(limit);
    };
  }

  void noteUsedUp(BudgetId budget) {
    usedUp.putIfAbsent(budget, ledger.now());
  }

  /// The budget that the task did not fit last.
  WaitCause cause(String task) {
    BudgetId budget = objections.get(task);
    if (budget == null) {
      throw new IllegalStateException("nothing was said of money for " + task);
    }
    return WaitCause.of(budget);
  }

  Map<BudgetId, Instant> usedUp() {
    return usedUp;
  }
}
