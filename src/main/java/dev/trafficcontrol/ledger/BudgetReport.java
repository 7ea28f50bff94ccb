package dev.trafficcontrol.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A budget, and what time will do to it: for people who plan.
///
/// @param standing the limit that holds for good; the budget's is another one while a raise is on
/// @param raisedUntil when the raise that is on ends, or null
/// @param freesAt when the first of what was spent leaves the window, or null where nothing does
/// @param roomAt when what is spent leaves room for something, or null where time alone never frees
///   it; not ahead where there is room now
public record BudgetReport(
    BudgetView budget,
    Limit standing,
    @Nullable Instant raisedUntil,
    @Nullable Instant freesAt,
    @Nullable Instant roomAt) {

  /// Whether what was spent leaves nothing to grant, whatever calls in flight turn out to cost.
  public boolean isUsedUp() {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> false;
      case Limit.Capped(var limit) -> !limit.isMoreThan(budget.spent());
    };
  }
}
