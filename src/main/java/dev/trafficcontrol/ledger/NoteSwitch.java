package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Writes down who used a switch that the ledger itself does not have, and why.
///
/// @param what `paused`, `resumed`, `stopped`, `accepted-head` or `cleaned`
public record NoteSwitch(String what, String by, String reason) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return new Decision<>(List.of(new LedgerEvent.Switched(what, by, reason)), true);
  }
}
