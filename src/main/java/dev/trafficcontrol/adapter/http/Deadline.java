package dev.trafficcontrol.adapter.http;

import dev.trafficcontrol.gateway.Watchman;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Interrupts a virtual thread that takes too long: that closes the socket it reads from, however
/// slowly something still comes.
final class Deadline implements Watchman.Watched, AutoCloseable {

  private final Watchman watchman;
  private final long until;
  private @Nullable Thread reader = Thread.currentThread();

  private Deadline(Watchman watchman, Duration within) {
    this.watchman = watchman;
    this.until = System.nanoTime() + within.toNanos();
  }

  static Deadline forThisThread(Watchman watchman, Duration within) {
    Deadline deadline = new Deadline(watchman, within);
    watchman.watch(deadline);
    return deadline;
  }

  @Override
  public synchronized void look(long now) {
    if (reader != null && until - now <= 0) {
      reader.interrupt();
      reader = null;
    }
  }

  @Override
  public synchronized boolean isOver() {
    return reader == null;
  }

  @Override
  public synchronized void close() {
    reader = null;
    watchman.forget(this);
  }
}
