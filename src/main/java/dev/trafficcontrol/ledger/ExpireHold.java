package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ends a hold whose call's cost is unknown: all of it counts as spent, until the truth corrects
/// it.
///
/// @param why it is unknown, for whoever has to find out
/// @param answer as of [LedgerEvent.Expired]
record ExpireHold(HoldId id, String why, @Nullable NoAnswer answer)
    implements LedgerCommand<EndReply> {

  static final String DEADLINE = "its deadline passed and nobody had ended it";

  ExpireHold(HoldId id, String why) {
    this(id, why, null);
  }

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
        List.of(new LedgerEvent.Expired(id, open.amount(), bookedAt, why, answer)),
        new EndReply.Ended(id, open.amount(), Money.ZERO));
  }
}
