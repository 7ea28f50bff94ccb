package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Revokes a key for good. Replies whether there was one to revoke.
public record RevokeKey(String key, String by) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    if (state.access.find(key) == null) {
      return Decision.nothingBut(false);
    }
    return state.access.isRevoked(key)
        ? Decision.nothingBut(true)
        : new Decision<>(List.of(new LedgerEvent.KeyRevoked(key, by)), true);
  }
}
