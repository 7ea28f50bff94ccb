package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.DefaultBudgets;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the budgets allow the work that waits, as of one instant.
public final class MoneyAtHand {

  /// What a run or a task counts at in a forecast where its owner said that it is unlimited: far
  /// above what is ever confirmed without naming the numbers.
  public static final Money UNLIMITED_COUNTS_AS = Money.ofUsd("1000");

  static final String CHECK = "Budget Availability";
  private static final BudgetId DAY = new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY);

  private final List<BudgetView> budgets;

  private MoneyAtHand(List<BudgetView> budgets) {
    this.budgets = List.copyOf(budgets);
  }

  public static MoneyAtHand now(Ledger ledger) {
    return new MoneyAtHand(ledger.budgets());
  }

  /// What is left of the global budget of the rolling day, or null where somebody said that it is
  /// unlimited.
  public @Nullable Money dailyLeft() {
    return find(DAY)
        .map(day -> day.limit() instanceof Limit.Capped ? day.free() : null)
        .orElse(null);
  }

  public List<BudgetView> budgets() {
    return budgets;
  }

  public Money perRun() {
    return each(ScopeKind.RUN, DefaultBudgets.PER_RUN);
  }

  public Money perTask() {
    return each(ScopeKind.TASK, DefaultBudgets.PER_TASK);
  }

  private Money each(ScopeKind kind, Money byDefault) {
    return find(new BudgetId(Scope.of(kind, Scope.EACH), Window.TOTAL))
        .map(budget ->
            switch (budget.limit()) {
              case Limit.Capped(Money amount) -> amount;
              case Limit.Unlimited() -> UNLIMITED_COUNTS_AS;
            })
        .orElse(byDefault);
  }

  private Optional<BudgetView> find(BudgetId id) {
    return budgets.stream().filter(budget -> budget.id().equals(id)).findFirst();
  }

  /// Budgets that the work is charged to and that allow nothing, for ever or for now, or less than
  /// it may cost in all. The day's own is the pre-flight's.
  ///
  /// @param forecast what all of the work may cost
  List<Problem> problems(List<WaitingWork> work, Money forecast, PriceBook prices) {
    Set<Scope> charged = scopes(work, prices);
    List<Problem> problems = new ArrayList<>();
    for (BudgetView budget : budgets) {
      if (budget.id().equals(DAY) || !charged.contains(budget.id().scope())) {
        continue;
      }
      if (budget.limit().equals(Limit.of(Money.ZERO))) {
        problems.add(
            new Problem(
                CHECK,
                Weight.FINAL,
                "the budget " + budget.id() + " is $0.00, which allows nothing",
                "trafficctl budget set --scope '%s' --window %s --limit USD"
                    .formatted(budget.id().scope(), budget.id().window().label())));
      } else if (budget.free().isZero()) {
        problems.add(
            new Problem(
                CHECK,
                Weight.WARNING,
                "the budget %s is used up: %s of %s spent, %s held"
                    .formatted(budget.id(), budget.spent(), budget.limit(), budget.held()),
                "runs that need it wait until it frees: trafficctl budget list"));
      } else if (isForAllAndForGood(budget.id()) && forecast.isMoreThan(budget.free())) {
        problems.add(
            new Problem(
                CHECK,
                Weight.WARNING,
                "%s left of the budget %s, less than the forecast"
                    .formatted(budget.free(), budget.id()),
                "what it does not last for waits: give tasks estimates, or set it"));
      }
    }
    return problems;
  }

  private static boolean isForAllAndForGood(BudgetId id) {
    return id.equals(new BudgetId(Scope.GLOBAL, Window.TOTAL));
  }

  static Set<Scope> scopes(List<WaitingWork> work, PriceBook prices) {
    Set<Scope> scopes = new HashSet<>();
    scopes.add(Scope.GLOBAL);
    scopes.add(Scope.of(ScopeKind.RUN, Scope.EACH));
    scopes.add(Scope.of(ScopeKind.TASK, Scope.EACH));
    for (WaitingWork some : work) {
      scopes.add(Scope.of(ScopeKind.TASK, some.task().id()));
      scopes.add(Scope.of(ScopeKind.PROJECT, some.project().id()));
      scopes.add(Scope.of(ScopeKind.MODEL, prices.charged(some.agent().model())));
    }
    return scopes;
  }
}
