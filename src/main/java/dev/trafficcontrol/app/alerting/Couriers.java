package dev.trafficcontrol.app.alerting;

import dev.trafficcontrol.alert.AlertOutbox;
import dev.trafficcontrol.alert.AlertOutbox.Ending;
import dev.trafficcontrol.alert.Courier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A thread for each target, so that one that hangs holds up no other. Each looks once a second,
/// and at once where somebody says that there is news.
public final class Couriers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  /// For all of them together. What does not end by then is left behind: its claim runs out, and it
  /// is sent again, under the same id, by the next daemon.
  private static final Duration END_WITHIN = Duration.ofSeconds(3);

  private final AlertOutbox outbox;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Semaphore> hints = new ArrayList<>();

  private Couriers(AlertOutbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /// @param couriers by the names of their targets
  public static Couriers start(
      Map<String, Courier> couriers, AlertOutbox outbox, InstantSource clock) {
    Couriers all = new Couriers(outbox, clock);
    couriers.forEach(all::serve);
    all.begin("courier-of-nobody", () -> all.sweep(List.copyOf(couriers.keySet())));
    return all;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(String name, Work work) {
    threads.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                work.run();
              } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void serve(String target, Courier courier) {
    Semaphore hint = new Semaphore(0);
    hints.add(hint);
    begin(
        "courier-" + target,
        () -> {
          while (true) {
            sendAll(target, courier);
            if (hint.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
              hint.drainPermits();
            }
          }
        });
  }

  /// Whatever breaks in the store is tried again at the next look.
  private void sendAll(String target, Courier courier) throws InterruptedException {
    try {
      Optional<Ending> ending = courier.step(clock);
      while (ending.isPresent()) {
        log(target, ending.get());
        ending = courier.step(clock);
      }
    } catch (RuntimeException broken) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      LOG.error("Alerts for {} can't be looked up", target, broken);
    }
  }

  private static void log(String target, Ending ending) {
    switch (ending) {
      case Ending.Delivered _ -> LOG.info("An alert went to {}", target);
      case Ending.Again(Instant next, String why) ->
          LOG.warn("An alert for {} has to wait until {}: {}", target, next, why);
      case Ending.GivenUp(Instant _, String why) ->
          LOG.error("An alert for {} was given up: {}", target, why);
    }
  }

  /// What was queued for a target that is gone or switched off would wait for ever, unseen.
  private void sweep(List<String> served) throws InterruptedException {
    while (true) {
      try {
        Instant now = clock.instant();
        int given =
            outbox.giveUpUnserved(
                served,
                now.minus(Duration.ofHours(24)),
                new Ending.GivenUp(now, "no target of this name is on any more"));
        if (given > 0) {
          LOG.warn("{} alerts were given up: their targets are gone or switched off", given);
        }
      } catch (RuntimeException broken) {
        LOG.error("Alerts without a target can't be looked up", broken);
      }
      Thread.sleep(BETWEEN_SWEEPS);
    }
  }

  /// There is news.
  public void wake() {
    hints.forEach(Semaphore::release);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    long until = System.nanoTime() + END_WITHIN.toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
