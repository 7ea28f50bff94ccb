package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// What callers have handed in and the writer has not taken yet.
final class Inbox {

  private static final int MOST = 65_536;

  /// From here on waiting for others pays: below, they would not come in time.
  private static final int MANY = 8;

  /// About as long as a commit takes.
  private static final long MOMENT_NANOS = 500_000;

  private final BlockingQueue<Ticket> tickets = new ArrayBlockingQueue<>(MOST);
  private volatile @Nullable LedgerUnavailable closed;

  /// Waits while it is full. Never gives up because of an interrupt: a settled cost is not lost by
  /// stopping the thread that brings it.
  void submit(Ticket ticket) {
    boolean interrupted = false;
    boolean handedIn = false;
    while (!handedIn && closed == null) {
      try {
        handedIn = tickets.offer(ticket, 1, TimeUnit.SECONDS);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    LedgerUnavailable why = closed;
    if (why != null) {
      failAll(why);
      ticket.fail(why);
    }
  }

  /// Lets a writer that waits look at its work. One that has tickets to take does so anyway.
  void wake() {
    tickets.offer(
        new Ticket.ForCommand<>((state, now) -> Decision.nothingBut(true), Ticket.Owed.NO));
  }

  @Nullable Ticket poll(Duration longest) throws InterruptedException {
    return tickets.poll(Math.max(1, longest.toMillis()), TimeUnit.MILLISECONDS);
  }

  void drainTo(List<Ticket> target, int most) {
    tickets.drainTo(target, most);
  }

  /// Waits a moment where so many came at once that as many are on their way: each commit costs the
  /// same, for however many. Not where more are coming than one commit is worth.
  ///
  /// @param before how many came at once before
  /// @param enough how many are worth a commit of their own
  void linger(int before, int enough) {
    if (before >= MANY && before < enough) {
      LockSupport.parkNanos(this, MOMENT_NANOS);
    }
  }

  int size() {
    return tickets.size();
  }

  /// Why nothing is taken any more, or null while something is.
  @Nullable LedgerUnavailable closed() {
    return closed;
  }

  /// Fails what is in it and whatever comes later.
  void close(LedgerUnavailable why) {
    closed = why;
    failAll(why);
  }

  private void failAll(LedgerUnavailable why) {
    List<Ticket> left = new ArrayList<>();
    tickets.drainTo(left);
    left.forEach(ticket -> ticket.fail(why));
  }
}
