package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;

/// What came of a person's word for what a hold cost.
public sealed interface ReconcileReply {

  /// @param now the hold as it is corrected
  /// @param before what it counted as; what it counts as now where the same was said before
  record Reconciled(ExpiredHold now, Money before) implements ReconcileReply {}

  /// It was corrected before, or counts as another amount than the one that was to be replaced.
  record CountsOtherwise(ExpiredHold now) implements ReconcileReply {}

  /// Its call is in flight: it will end by itself.
  record StillOpen(Hold hold) implements ReconcileReply {}

  /// It was settled or voided, or there never was such a hold; the book says which.
  record NotUnknown(HoldId id) implements ReconcileReply {}
}
