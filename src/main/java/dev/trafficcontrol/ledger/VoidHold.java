package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;

/// Ends a hold for nothing. After an expiry it corrects what was charged to nothing.
record VoidHold(HoldId id, String proof) implements LedgerCommand<EndReply> {

  @Override
  public Decision<EndReply> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open == null) {
      return new SettleHold(id, Money.ZERO, null).decide(state, now);
    }
    return new Decision<>(
        List.of(new LedgerEvent.Voided(id, proof)),
        new EndReply.Ended(id, Money.ZERO, open.amount()));
  }
}
