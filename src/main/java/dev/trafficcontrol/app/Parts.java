package dev.trafficcontrol.app;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Parts that are open; closed the last one first, each whatever became of the others.
final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  /// Work on a thread of its own, until that is interrupted.
  interface Work {
    void run() throws InterruptedException;
  }

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  void addThread(String name, Work work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    add(() -> {
      thread.interrupt();
      thread.join();
    });
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable part = open.pop();
      try {
        part.close();
      } catch (Exception broken) { // the rest has to be closed all the same
        LOG.error("{} could not be closed", part, broken);
      }
    }
  }
}
