package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;

/// The three questions a hold is asked of each budget; the first that is answered no names the
/// refusal.
enum Room {
  /// Could it ever fit?
  WITHIN_LIMIT {
    @Override
    Money taken(BudgetView budget) {
      return Money.ZERO;
    }
  },
  /// Would it fit if all calls in flight turned out to cost nothing?
  BESIDE_SPENT {
    @Override
    Money taken(BudgetView budget) {
      return budget.spent();
    }
  },
  /// Does it fit now, if all calls in flight cost their worst case?
  BESIDE_HELD {
    @Override
    Money taken(BudgetView budget) {
      return budget.spent().plus(budget.held());
    }
  };

  abstract Money taken(BudgetView budget);

  boolean fits(BudgetView budget, Money asked) {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> true;
      case Limit.Capped(Money limit) -> !taken(budget).plus(asked).isMoreThan(limit);
    };
  }
}
