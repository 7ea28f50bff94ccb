package dev.trafficcontrol.app;

import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.usage.Client;
import dev.trafficcontrol.usage.ClientLog;
import dev.trafficcontrol.usage.ClientNote;
import dev.trafficcontrol.usage.ClientStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes notes of who has made which call off the calls' hands, and keeps them on a thread of its
/// own, many at once, as soon as the usage log knows of the calls.
///
/// Not in the book's transaction, and not before the call: nothing depends on them. A store that
/// fails is asked again with the same notes, while others wait; what finds no room any more is lost
/// and counted. A process that is killed loses those of its last second.
final class ClientNotes implements ClientLog {

  private static final Logger LOG = LoggerFactory.getLogger(ClientNotes.class);

  /// A few seconds of the fastest gateway, in a few MB.
  static final int MOST_WAITING = 10_000;

  /// Of one transaction, which the book waits for.
  static final int AT_ONCE = 500;

  /// Where the book could not yet be asked.
  private static final long NOT_ASKED = -1;

  private static final Duration GATHERING = Duration.ofMillis(500);
  private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

  private final ClientStore store;
  private final BlockingQueue<ClientNote> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicLong lost = new AtomicLong();

  /// What was taken from those waiting, and is not kept yet. All that was taken at once: to be kept
  /// when the log has come to where the book ended then.
  private final Deque<ClientNote> inHand = new ArrayDeque<>();

  private long due = NOT_ASKED;

  private long warnedAt = System.nanoTime() - BETWEEN_WARNINGS;

  ClientNotes(ClientStore store) {
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
        Thread.sleep(GATHERING);
        keepWhatIsDue();
      }
    } catch (InterruptedException ended) {
      keepAll();
      int left = left();
      if (left > 0) {
        LOG.warn("Who has made {} calls was not kept: the daemon ends", left);
      }
    }
  }

  /// Keeps what was noted before now: somebody asks.
  synchronized void keepAll() {
    trying(() -> {
      waiting.drainTo(inHand);
      if (!inHand.isEmpty()) {
        store.catchUp();
        putAll();
      }
    });
  }

  private synchronized void keepWhatIsDue() {
    trying(() -> {
      if (inHand.isEmpty() && waiting.drainTo(inHand) > 0) {
        due = NOT_ASKED;
      }
      if (!inHand.isEmpty() && isDue()) {
        putAll();
      }
    });
  }

  private boolean isDue() {
    if (due == NOT_ASKED) {
      due = store.bookEnd();
    }
    return store.logEnd() >= due;
  }

  private void trying(Runnable work) {
    try {
      work.run();
      if (lost.get() > 0) {
        warn("too many were made at once");
      }
    } catch (RuntimeException broken) { // whatever it is, the next look tries again
      warn(String.valueOf(broken.getMessage()));
    }
  }

  private void putAll() {
    while (!inHand.isEmpty()) {
      List<ClientNote> some = inHand.stream().limit(AT_ONCE).toList();
      store.keep(some);
      some.forEach(_ -> inHand.removeFirst());
    }
  }

  private synchronized int left() {
    return inHand.size() + waiting.size();
  }

  /// Of what is lost, now and then: a daemon without a disk makes no log that grows with its calls.
  private void warn(String why) {
    boolean isTime = System.nanoTime() - warnedAt >= BETWEEN_WARNINGS;
    if (isTime) {
      warnedAt = System.nanoTime();
      LOG.warn(
          "Who has made {} calls is lost, and {} wait to be kept: {}",
          lost.getAndSet(0),
          inHand.size() + waiting.size(),
          why);
    }
  }
}
