package dev.trafficcontrol.gateway;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Looks at everything that may take too long, all of it every few milliseconds, while there is
/// anything: a thread for each would cost more than what it watches.
public final class Watchman {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /// What is looked at from time to time.
  public interface Watched {

    /// @param now in nanoseconds, from any beginning
    void look(long now);

    /// Whether it needs no more looks.
    boolean isOver();
  }

  private final LongSupplier nanoTime;
  private final Duration betweenLooks;
  private final Set<Watched> all = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean awake = new AtomicBoolean();

  /// @param nanoTime what [Watched#look] is told; monotonic
  public Watchman(LongSupplier nanoTime) {
    this(nanoTime, BETWEEN_LOOKS);
  }

  public Watchman(LongSupplier nanoTime, Duration betweenLooks) {
    this.nanoTime = nanoTime;
    this.betweenLooks = betweenLooks;
  }

  public void watch(Watched watched) {
    all.add(watched);
    if (!awake.get() && awake.compareAndSet(false, true)) {
      Thread.ofVirtual().name("watchman").start(this::round);
    }
  }

  public void forget(Watched watched) {
    all.remove(watched);
  }

  private void round() {
    do {
      while (!all.isEmpty()) {
        sleep();
        lookAtAll();
      }
      awake.set(false);
      // Whoever came between the two lines before saw it awake.
    } while (!all.isEmpty() && awake.compareAndSet(false, true));
  }

  private void lookAtAll() {
    long now = nanoTime.getAsLong();
    all.forEach(watched -> watched.look(now));
    all.stream().filter(Watched::isOver).toList().forEach(this::drop);
  }

  /// What has come to need looks again meanwhile, stays.
  private void drop(Watched watched) {
    all.remove(watched);
    if (!watched.isOver()) {
      all.add(watched);
    }
  }

  /// Nobody else has this thread, so nobody interrupts it.
  private void sleep() {
    try {
      Thread.sleep(betweenLooks);
    } catch (InterruptedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
