package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Writes into the book which of its batches stand in a file: only then they may leave it. Said
/// again in the same words it changes nothing. Replies whether it says so.
///
/// Refuses batches that are too young by the book's own time, whoever chose them.
record NoteArchive(LedgerEvent.Archived note) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    if (note.until().isAfter(now.minus(Archiving.YOUNGEST))) {
      return Decision.nothingBut(false);
    }
    return note.equals(state.archived())
        ? Decision.nothingBut(true)
        : new Decision<>(List.of(note), true);
  }
}
