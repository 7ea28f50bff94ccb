package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Sets a budget's limit, or makes the budget. What its scope spent and holds counts from the first
/// instant.
public record SetBudget(BudgetId budget, Limit limit, String by, String reason)
    implements LedgerCommand<BudgetView> {

  @Override
  public Decision<BudgetView> decide(LedgerState state, Instant now) {
    Account account = state.accounts.account(budget.scope());
    return new Decision<>(
        List.of(new LedgerEvent.BudgetSet(budget.scope(), budget.window(), limit, by, reason)),
        new BudgetView(budget, limit, account.spent(budget.window(), now), account.held()));
  }
}
