package dev.trafficcontrol.ledger;

import java.util.List;

/// As much of a ledger as whoever watches it needs: how its budgets stand, and to command it.
public interface Steered {

  /// Any change but a hold and its end: budgets, keys, attempts, breaker, kill.
  <R> R ask(LedgerCommand<R> command);

  /// All budgets there are, as of now.
  List<BudgetView> budgets();
}
