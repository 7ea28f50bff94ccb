package dev.trafficcontrol.app;

import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a kill into the book, within a bound: a store that fails, or hangs, must not keep a
/// daemon from ending.
final class KillRecord {

  private static final Logger LOG = LoggerFactory.getLogger(KillRecord.class);

  /// Longer than another program keeps a database locked; short for one who waits for the end.
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private KillRecord() {}

  /// Returns whether it is durable.
  static boolean write(Ledger ledger, Kill kill) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    long until = System.nanoTime() + WITHIN.toNanos();
    Thread.startVirtualThread(() -> written.complete(tryUntil(until, ledger, kill)));
    return written.completeOnTimeout(false, WITHIN.toNanos(), TimeUnit.NANOSECONDS).join();
  }

  private static boolean tryUntil(long until, Ledger ledger, Kill kill) {
    do {
      try {
        ledger.ask(kill);
        return true;
      } catch (LedgerUnavailable failed) {
        LOG.warn("The kill is not in the book yet: {}", failed.getMessage());
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    } while (System.nanoTime() - until < 0);
    return false;
  }
}
