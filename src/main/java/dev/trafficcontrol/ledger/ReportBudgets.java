package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Asks how every budget stands that is written down, and what time will do to it.
public record ReportBudgets() implements LedgerCommand<List<BudgetReport>> {

  @Override
  public Decision<List<BudgetReport>> decide(LedgerState state, Instant now) {
    return Decision.nothingBut(state.accounts.reports(now));
  }
}
