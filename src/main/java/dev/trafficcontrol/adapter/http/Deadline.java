package dev.trafficcontrol.adapter.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Interrupts a virtual thread that takes too long: that closes the socket it reads from, however
/// slowly something still comes.
final class Deadline implements AutoCloseable {

  private @Nullable Thread reader = Thread.currentThread();
  private final Thread watch;

  private Deadline(Duration within) {
    this.watch = Thread.ofVirtual().name("body-deadline").start(() -> watch(within));
  }

  static Deadline forThisThread(Duration within) {
    return new Deadline(within);
  }

  private void watch(Duration within) {
    try {
      Thread.sleep(within);
      interruptReader();
    } catch (InterruptedException over) {
      // It came in time.
      return;
    }
  }

  private synchronized void interruptReader() {
    if (reader != null) {
      reader.interrupt();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      reader = null;
    }
    watch.interrupt();
  }
}
