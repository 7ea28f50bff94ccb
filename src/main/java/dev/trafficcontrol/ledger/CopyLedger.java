package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.Set;

/// Asks for a copy of what the ledger knows of some scopes. Changes nothing.
public record CopyLedger(Set<Scope> scopes) implements LedgerCommand<LedgerCopy> {

  public CopyLedger {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public Decision<LedgerCopy> decide(LedgerState state, Instant now) {
    return Decision.nothingBut(LedgerCopy.of(state, scopes));
  }
}
