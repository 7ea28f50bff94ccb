package dev.trafficcontrol.ledger;

import java.util.List;

/// What the core says to a request for a hold at one instant.
sealed interface HoldVerdict {

  /// @param events the hold itself, after the budgets that its scopes had not written down yet
  record Granted(Hold hold, List<LedgerEvent> events) implements HoldVerdict {}

  record Known(Hold hold) implements HoldVerdict {}

  record Refused(Refusal why) implements HoldVerdict {}

  /// Would fit once calls in flight have settled.
  ///
  /// @param tight the budgets whose room is held, at least one
  record MustWait(List<BudgetView> tight) implements HoldVerdict {}
}
