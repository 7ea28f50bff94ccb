package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.DaemonPower;
import dev.trafficcontrol.app.operation.Scheduling;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.money.Money;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A daemon at work, and the two ways to end it.
final class RunningDaemon implements DaemonPower {

  private static final Logger LOG = LoggerFactory.getLogger(RunningDaemon.class);

  /// For calls to settle once nobody waits for them any more.
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final URI gateway;
  private final MoneyPath money;
  private final WorkPath work;
  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);

  RunningDaemon(URI gateway, MoneyPath money, WorkPath work, InstantSource clock) {
    this.gateway = gateway;
    this.money = money;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public boolean isRunning() {
    return true;
  }

  @Override
  public String gateway() {
    return gateway.getAuthority();
  }

  @Override
  public boolean isScheduling() {
    return work.dispatcher().isOn();
  }

  @Override
  public Scheduling scheduling() {
    return work.dispatcher();
  }

  @Override
  public Money burn() {
    return money.monitor().burn(clock.instant());
  }

  /// Admits nothing more, lets runs and calls end by themselves for that long, then ends them.
  @Override
  public void stop(Duration within) {
    LOG.info("Stopping within {}", within);
    work.dispatcher().end();
    try {
      if (!work.supervisor().awaitNone(within)) {
        work.supervisor().stopAll("the daemon is stopping");
        work.supervisor().awaitNone(SETTLING);
      }
      if (!awaitCalls(within)) {
        money.calls().cutAll("the daemon is stopping");
        awaitCalls(SETTLING);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
  }

  /// Acts first and records after: what is in flight is cut before anything is written, and once
  /// more after, for what came between.
  @Override
  public Killed kill(String reason) {
    int calls = money.calls().cutAll(reason);
    int runs = work.supervisor().count();
    Thread runsEnd = Thread.startVirtualThread(() -> work.supervisor().killAll(reason));
    money.ledger().ask(new Kill(reason, "owner"));
    money.calls().cutAll(reason);
    work.dispatcher().end();
    try {
      runsEnd.join();
      work.supervisor().awaitNone(SETTLING);
      awaitCalls(SETTLING);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    ended.countDown();
    return new Killed(runs, calls);
  }

  @Override
  public void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitCalls(Duration within) throws InterruptedException {
    CallsInFlight calls = money.calls();
    long deadline = System.nanoTime() + within.toNanos();
    while (calls.count() > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
    }
    return calls.count() == 0;
  }
}
