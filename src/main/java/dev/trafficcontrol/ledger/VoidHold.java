package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a hold for nothing. After an expiry it corrects what was charged to nothing.
///
/// @param answer as of [LedgerEvent.Voided]
record VoidHold(HoldId id, String proof, @Nullable NoAnswer answer)
    implements LedgerCommand<EndReply> {

  VoidHold(HoldId id, String proof) {
    this(id, proof, null);
  }

  @Override
  public Decision<EndReply> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open == null) {
      return new SettleHold(id, Money.ZERO, null).decide(state, now);
    }
    return new Decision<>(
        List.of(new LedgerEvent.Voided(id, proof, answer)),
        new EndReply.Ended(id, Money.ZERO, open.amount()));
  }
}
