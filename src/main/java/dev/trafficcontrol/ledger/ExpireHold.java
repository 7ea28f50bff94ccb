package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;

/// Ends a hold whose call's cost is unknown: all of it counts as spent, until the truth corrects
/// it.
record ExpireHold(HoldId id) implements LedgerCommand<EndReply> {

  @Override
  public Decision<EndReply> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open == null) {
      return Decision.nothingBut(new EndReply.NotOpen(id));
    }
    // A call never outlives its deadline: the gateway cuts it there. So the money was spent by
    // then.
    Instant bookedAt = now.isBefore(open.deadline()) ? now : open.deadline();
    return new Decision<>(
        List.of(new LedgerEvent.Expired(id, open.amount(), bookedAt)),
        new EndReply.Ended(id, open.amount(), Money.ZERO));
  }
}
