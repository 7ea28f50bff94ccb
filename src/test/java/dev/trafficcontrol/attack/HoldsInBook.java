package dev.trafficcontrol.attack;

import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.util.HashSet;
import java.util.Set;

/// Which holds a book knows.
///
/// @param ever ids of all that were ever granted
/// @param open ids of those that have not ended
record HoldsInBook(Set<String> ever, Set<String> open) {

  static HoldsInBook of(Book book) {
    HoldsInBook holds = new HoldsInBook(new HashSet<>(), new HashSet<>());
    book.replay(batch -> batch.entries().forEach(entry -> holds.follow(entry.event())));
    return holds;
  }

  private void follow(LedgerEvent event) {
    switch (event) {
      case LedgerEvent.Held held -> {
        ever.add(held.id().toString());
        open.add(held.id().toString());
      }
      case LedgerEvent.Settled settled -> open.remove(settled.id().toString());
      case LedgerEvent.Voided voided -> open.remove(voided.id().toString());
      case LedgerEvent.Expired expired -> open.remove(expired.id().toString());
      case LedgerEvent.BudgetSet _,
          LedgerEvent.BudgetRaised _,
          LedgerEvent.Shrunk _,
          LedgerEvent.Corrected _,
          LedgerEvent.KeyMinted _,
          LedgerEvent.KeyRevoked _,
          LedgerEvent.AttemptOpened _,
          LedgerEvent.AttemptClosed _,
          LedgerEvent.BreakerTripped _,
          LedgerEvent.BreakerReset _,
          LedgerEvent.BreakerClosed _,
          LedgerEvent.Killed _,
          LedgerEvent.Revived _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _,
          LedgerEvent.Checkpointed _,
          LedgerEvent.Archived _ -> {}
    }
  }
}
