package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;

/// A budget as it stood at one instant: what people are shown, and what a refusal names.
public record BudgetView(BudgetId id, Limit limit, Money spent, Money held) {

  /// What could be held now; zero where the budget is above its limit.
  public Money free() {
    return switch (limit) {
      case Limit.Unlimited() -> Money.MAX;
      case Limit.Capped(Money amount) -> amount.minusOrZero(spent).minusOrZero(held);
    };
  }
}
