package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a hold at what its call cost. After an expiry it corrects what was charged.
record SettleHold(HoldId id, Money cost, @Nullable Metered metered)
    implements LedgerCommand<EndReply> {

  @Override
  public Decision<EndReply> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open == null) {
      return correctExpired(state, now);
    }
    List<LedgerEvent> events = new ArrayList<>();
    events.add(new LedgerEvent.Settled(id, cost, metered));
    events.addAll(tripWhereBeyond(open, state, now));
    return new Decision<>(events, new EndReply.Ended(id, cost, open.amount().minusOrZero(cost)));
  }

  private Decision<EndReply> correctExpired(LedgerState state, Instant now) {
    Holds.ExpiredHold expired = state.holds.findExpired(id);
    if (expired == null) {
      return Decision.nothingBut(new EndReply.NotOpen(id));
    }
    Money charged = expired.hold().amount();
    List<LedgerEvent> events = new ArrayList<>();
    events.add(new LedgerEvent.Corrected(id, charged, cost, metered));
    events.addAll(tripWhereBeyond(expired.hold(), state, now));
    return new Decision<>(events, new EndReply.Corrected(id, charged, cost));
  }

  /// The bound was wrong for this model, so no other bound of it can be trusted until a person has
  /// looked.
  private List<LedgerEvent> tripWhereBeyond(Hold hold, LedgerState state, Instant now) {
    if (!cost.isMoreThan(hold.amount())) {
      return List.of();
    }
    TripBreaker trip =
        new TripBreaker(
            TripKind.SOFT,
            "a call of %s cost %s, more than its worst case of %s (hold %s)"
                .formatted(hold.scope().models(), cost, hold.amount(), id),
            "ledger");
    return trip.decide(state, now).events();
  }
}
