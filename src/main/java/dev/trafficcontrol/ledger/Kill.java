package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Refuses every hold until [Revive]. Replies whether this changed anything.
public record Kill(String reason, String by) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return state.kill() != null
        ? Decision.nothingBut(false)
        : new Decision<>(List.of(new LedgerEvent.Killed(reason, by)), true);
  }
}
