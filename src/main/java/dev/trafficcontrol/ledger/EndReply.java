package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;

/// What came of ending a hold.
public sealed interface EndReply {

  /// Ended by this call.
  ///
  /// @param charged what was booked as spent
  /// @param released the part of the hold that is free again
  record Ended(HoldId id, Money charged, Money released) implements EndReply {}

  /// It had expired, charged in full; the truth was booked as a correction.
  record Corrected(HoldId id, Money charged, Money actual) implements EndReply {}

  /// Ended before, or never held: nothing moved.
  record NotOpen(HoldId id) implements EndReply {}
}
