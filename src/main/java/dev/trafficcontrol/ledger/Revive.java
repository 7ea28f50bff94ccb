package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// The owner starts again after a kill. Replies whether there was one.
public record Revive(String by) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return state.kill() == null
        ? Decision.nothingBut(false)
        : new Decision<>(List.of(new LedgerEvent.Revived(by)), true);
  }
}
