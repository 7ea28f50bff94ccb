package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a hold at what its call cost. After an expiry it corrects what was charged, also where a
/// person said meanwhile what they believed: what was metered is the truth.
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
    events.addAll(Overrun.events(open, cost, state, now));
    return new Decision<>(events, new EndReply.Ended(id, cost, open.amount().minusOrZero(cost)));
  }

  private Decision<EndReply> correctExpired(LedgerState state, Instant now) {
    ExpiredHold expired = state.holds.findExpired(id);
    if (expired == null || expired.isMetered()) {
      return Decision.nothingBut(new EndReply.NotOpen(id));
    }
    Money charged = expired.charged();
    List<LedgerEvent> events = new ArrayList<>();
    events.add(new LedgerEvent.Corrected(id, charged, cost, metered, null, null));
    events.addAll(Overrun.events(expired.hold(), cost, state, now));
    return new Decision<>(events, new EndReply.Corrected(id, charged, cost));
  }
}
