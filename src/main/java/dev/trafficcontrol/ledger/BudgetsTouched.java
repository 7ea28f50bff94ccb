package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The scopes whose balances a batch changed: their budgets are projected into the store with it.
final class BudgetsTouched {

  private final Set<Scope> scopes = new LinkedHashSet<>();

  /// To be told before `event` is applied, while the hold it ends can still be found.
  void note(LedgerEvent event, LedgerState state) {
    switch (event) {
      case LedgerEvent.BudgetSet set -> scopes.add(set.scope());
      case LedgerEvent.BudgetRaised raised -> scopes.add(raised.scope());
      case LedgerEvent.Held held -> scopes.addAll(held.scope().scopes());
      case LedgerEvent.Shrunk shrunk -> noteOpen(shrunk.id(), state);
      case LedgerEvent.Settled settled -> noteOpen(settled.id(), state);
      case LedgerEvent.Voided voided -> noteOpen(voided.id(), state);
      case LedgerEvent.Expired expired -> noteOpen(expired.id(), state);
      case LedgerEvent.Corrected corrected -> {
        ExpiredHold expired = state.holds.findExpired(corrected.id());
        if (expired != null) {
          scopes.addAll(expired.hold().scope().scopes());
        }
      }
      case LedgerEvent.KeyMinted _,
          LedgerEvent.KeyRevoked _,
          LedgerEvent.AttemptOpened _,
          LedgerEvent.AttemptClosed _,
          LedgerEvent.BreakerTripped _,
          LedgerEvent.BreakerReset _,
          LedgerEvent.BreakerClosed _,
          LedgerEvent.Killed _,
          LedgerEvent.Revived _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _,
          LedgerEvent.Checkpointed _,
          LedgerEvent.Archived _ -> {}
    }
  }

  private void noteOpen(HoldId id, LedgerState state) {
    Hold hold = state.holds.find(id);
    if (hold != null) {
      scopes.addAll(hold.scope().scopes());
    }
  }

  List<BudgetView> views(LedgerState state, Instant now) {
    return scopes.stream().flatMap(scope -> state.accounts.budgets(scope, now).stream()).toList();
  }
}
