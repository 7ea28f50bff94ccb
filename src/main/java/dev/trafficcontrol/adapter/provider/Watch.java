package dev.trafficcontrol.adapter.provider;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Cuts an exchange that makes no progress, or lasts too long, whatever it is blocked in: the
/// socket's own timeout would leave writes and slow trickles alone. In monotonic time.
final class Watch implements AutoCloseable {

  private final Runnable cut;
  private final long wholeUntil;
  private final Thread thread;
  private volatile long progressUntil;
  private volatile long wakesAt;
  private volatile boolean over;
  private volatile boolean ranOut;

  Watch(Duration whole, Duration first, Runnable cut) {
    long now = System.nanoTime();
    this.cut = cut;
    this.wholeUntil = now + whole.toNanos();
    this.progressUntil = now + first.toNanos();
    this.wakesAt = wholeUntil;
    this.thread = Thread.ofVirtual().name("upstream-watch").unstarted(this::watch);
  }

  Watch start() {
    thread.start();
    return this;
  }

  /// Something came: the next may take this long.
  void progress(Duration next) {
    long until = System.nanoTime() + next.toNanos();
    progressUntil = until;
    if (until - wakesAt < 0) {
      LockSupport.unpark(thread);
    }
  }

  /// Whether it is time to cut, also where this thread was stopped and the watch's own with it.
  boolean isDue() {
    long now = System.nanoTime();
    return wholeUntil - now <= 0 || progressUntil - now <= 0;
  }

  boolean ranOut() {
    return ranOut;
  }

  private void watch() {
    while (!over) {
      long now = System.nanoTime();
      long left = Math.min(wholeUntil - now, progressUntil - now);
      if (left <= 0) {
        ranOut = true;
        cut.run();
        return;
      }
      wakesAt = now + left;
      // A limit that became shorter since it was read: who set it may have missed that we would
      // sleep.
      if (progressUntil - wakesAt >= 0) {
        LockSupport.parkNanos(left);
      }
    }
  }

  @Override
  public void close() {
    over = true;
    LockSupport.unpark(thread);
  }
}
