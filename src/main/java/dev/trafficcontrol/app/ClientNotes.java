package dev.trafficcontrol.app;

import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientLog;
import dev.trafficcontrol.usage.ClientNote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes notes of who has made which call off the calls' hands, and keeps them on a thread of its
/// own, many at once.
///
/// Not in the book's transaction, and not before the call: nothing depends on them. A store that
/// fails is asked again with the same notes, while others wait; what finds no room any more is lost
/// and counted. A process that is killed loses those of its last half second.
final class ClientNotes implements ClientLog {

  private static final Logger LOG = LoggerFactory.getLogger(ClientNotes.class);

  /// A few seconds of the fastest gateway, in a few MB.
  static final int MOST_WAITING = 10_000;

  /// Of one transaction, which the book waits for.
  static final int AT_ONCE = 500;

  private static final Duration GATHERING = Duration.ofMillis(500);
  private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

  private final Consumer<List<ClientNote>> store;
  private final BlockingQueue<ClientNote> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();

  /// What was taken from those waiting, and is not kept yet.
  private final List<ClientNote> inHand = new ArrayList<>(AT_ONCE);

  private long warnedAt = System.nanoTime() - BETWEEN_WARNINGS;

  /// @param store keeps notes that it may have kept before, all or none; throws where it can't
  ClientNotes(Consumer<List<ClientNote>> store) {
    this.store = store;
  }

  @Override
  public void note(HoldId hold, Client client) {
    if (!waiting.offer(new ClientNote(hold, client))) {
      lost.incrementAndGet();
    }
  }

  /// Keeps until its thread is interrupted, and then what is left.
  void keep() {
    try {
      while (true) {
        if (inHand.isEmpty()) {
          inHand.add(waiting.take());
        }
        Thread.sleep(GATHERING);
        keepAll();
      }
    } catch (InterruptedException ended) {
      keepAll();
      int left = inHand.size() + waiting.size();
      if (left > 0) {
        LOG.warn("Who has made {} calls was not kept: the daemon ends", left);
      }
    }
  }

  private void keepAll() {
    try {
      waiting.drainTo(inHand, AT_ONCE - inHand.size());
      while (!inHand.isEmpty()) {
        store.accept(List.copyOf(inHand));
        inHand.clear();
        waiting.drainTo(inHand, AT_ONCE);
      }
      warn("too many were made at once");
    } catch (RuntimeException broken) { // whatever it is, the next look tries again
      warn(String.valueOf(broken.getMessage()));
    }
  }

  /// Of what is lost, now and then: a daemon without a disk makes no log that grows with its calls.
  private void warn(String why) {
    boolean isTime = System.nanoTime() - warnedAt >= BETWEEN_WARNINGS;
    if (isTime && (lost.get() > 0 || !inHand.isEmpty())) {
      warnedAt = System.nanoTime();
      LOG.warn(
          "Who has made {} calls is lost, and {} wait to be kept: {}",
          lost.getAndSet(0),
          inHand.size() + waiting.size(),
          why);
    }
  }
}
