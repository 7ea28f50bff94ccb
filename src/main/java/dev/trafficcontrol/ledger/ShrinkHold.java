package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;

/// Lowers an open hold. Replies what it holds now; zero where it isn't open.
record ShrinkHold(HoldId id, Money bound) implements LedgerCommand<Money> {

  @Override
  public Decision<Money> decide(LedgerState state, Instant now) {
    Hold open = state.holds.find(id);
    if (open == null) {
      return Decision.nothingBut(Money.ZERO);
    }
    return open.amount().isMoreThan(bound)
        ? new Decision<>(List.of(new LedgerEvent.Shrunk(id, bound)), bound)
        : Decision.nothingBut(open.amount());
  }
}
