package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;

/// A call that cost more than its hold: the bound was wrong for its model, so no other bound of it
/// can be trusted until a person has looked.
final class Overrun {

  private Overrun() {}

  /// The trip that such a cost calls for; nothing where the hold covers it.
  static List<LedgerEvent> events(Hold hold, Money cost, LedgerState state, Instant now) {
    if (!cost.isMoreThan(hold.amount())) {
      return List.of();
    }
    TripBreaker trip =
        new TripBreaker(
            TripKind.SOFT,
            "a call of %s cost %s, more than its worst case of %s (hold %s)"
                .formatted(hold.scope().models(), cost, hold.amount(), hold.id()),
            "ledger");
    return trip.decide(state, now).events();
  }
}
