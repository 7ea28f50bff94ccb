package dev.trafficcontrol.ledger;

import java.time.Instant;

/// Writes the global default budgets of a new book down, so that people see them before the first
/// call.
record WriteDefaults() implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return new Decision<>(state.accounts.firstUse(Scope.GLOBAL), true);
  }
}
