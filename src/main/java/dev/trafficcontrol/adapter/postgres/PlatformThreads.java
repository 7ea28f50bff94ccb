package dev.trafficcontrol.adapter.postgres;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Threads that talk to the server for virtual ones.
///
/// An interrupt closes the socket that a virtual thread is at, also in the middle of a commit, and
/// a thread that is interrupted already could not even write down how its work ended. A platform
/// thread's socket takes no notice.
final class PlatformThreads implements AutoCloseable {

  private final ExecutorService threads;

  PlatformThreads(String name, int most) {
    threads =
        Executors.newFixedThreadPool(
            most, Thread.ofPlatform().daemon().name("postgres-" + name + "-", 1).factory());
  }

  /// Waits for the end of the work, however often it is interrupted meanwhile: that is kept for
  /// later.
  <R> R call(Supplier<R> work) {
    if (!Thread.currentThread().isVirtual()) {
      return work.get();
    }
    Future<R> answer = threads.submit(work::get);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw asThrown(failed);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException asThrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(failed);
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
