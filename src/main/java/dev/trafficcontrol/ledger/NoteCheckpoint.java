package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Writes a checkpoint's hash into the book: only then it may be believed.
record NoteCheckpoint(LedgerEvent.Checkpointed note) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return new Decision<>(List.of(note), true);
  }
}
