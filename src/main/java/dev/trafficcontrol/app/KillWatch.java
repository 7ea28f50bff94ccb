package dev.trafficcontrol.app;

import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.time.Instant;
import java.util.function.Consumer;

/// Hears of a kill in the book, which may be another node's, and has it carried out here too.
final class KillWatch implements BookListener {

  private volatile Consumer<String> carriedOutBy = why -> {};

  /// @param killing takes the reason; harmless where the same was done here already
  void onKill(Consumer<String> killing) {
    carriedOutBy = killing;
  }

  /// On a thread of its own: the ledger's writer can't wait for the end of runs.
  @Override
  public void written(LedgerCore.Step step, Instant at) {
    for (LedgerEvent event : step.events()) {
      if (event instanceof LedgerEvent.Killed(String reason, String by)) {
        Thread.startVirtualThread(() -> carriedOutBy.accept(reason + " (by " + by + ")"));
      }
    }
  }
}
