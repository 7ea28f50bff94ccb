package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.DaemonPower;
import dev.trafficcontrol.app.operation.Scheduling;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Rates;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A daemon at work, and the two ways to end it.
final class RunningDaemon implements DaemonPower {

  private static final Logger LOG = LoggerFactory.getLogger(RunningDaemon.class);

  /// For calls to settle once nobody waits for them any more.
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final Doors doors;
  private final MoneyPath money;
  private final WorkPath work;
  private final InstantSource clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean ending = new AtomicBoolean();

  /// By when what runs has to have ended by itself.
  private final AtomicLong deadline = new AtomicLong(System.nanoTime() + Long.MAX_VALUE / 2);

  RunningDaemon(Doors doors, MoneyPath money, WorkPath work, InstantSource clock) {
    this.doors = doors;
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
    return doors.plain().getAuthority();
  }

  @Override
  public Optional<String> tlsGateway() {
    return doors.tls().map(URI::getAuthority);
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
  public List<Rates> rates() {
    return money.monitor().rates(clock.instant());
  }

  @Override
  public Money burn() {
    return money.monitor().burn(clock.instant());
  }

  /// Admits nothing more, lets runs and calls end by themselves for that long, then ends them.
  ///
  /// Whoever asks while somebody else's stop is under way waits for that one, which then takes no
  /// longer than either allows.
  @Override
  public void stop(Duration within) {
    deadline.accumulateAndGet(System.nanoTime() + within.toNanos(), RunningDaemon::earlier);
    if (!ending.compareAndSet(false, true)) {
      awaitEnd();
      return;
    }
    LOG.info("Stopping within {}", within);
    try {
      drain();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void drain() throws InterruptedException {
    work.dispatcher().end();
    if (!awaitRuns(deadline::get)) {
      work.supervisor().stopAll("the daemon is stopping");
      awaitRuns(settled());
    }
    money.activity().close();
    if (!awaitCalls(deadline::get)) {
      money.calls().cutAll("the daemon is stopping");
      awaitCalls(settled());
    }
  }

  /// Ends what is left, unless somebody asked for an end already: then this waits for that.
  void finish() {
    if (ending.get()) {
      awaitEnd();
    } else {
      stop(Duration.ZERO);
    }
  }

  /// Acts first and records after. From its first step on no call is let in; what is in flight is
  /// cut, and runs end, whether or not the store can be written.
  @Override
  public Killed kill(String reason, String by) {
    return kill(reason, () -> KillRecord.write(money.ledger(), new Kill(reason, by)));
  }

  /// Carries out a kill that another node has recorded, unless this one is ending already.
  void killedElsewhere(String reason) {
    if (!ending.get()) {
      LOG.warn("Killed from another node: {}", reason);
      kill(reason, () -> true);
    }
  }

  private Killed kill(String reason, BooleanSupplier record) {
    ending.set(true);
    try {
      money.activity().close();
      int calls = money.calls().cutAll(reason);
      int runs = work.supervisor().count();
      Thread runsEnd = Thread.startVirtualThread(() -> killRuns(reason));
      boolean recorded = record.getAsBoolean();
      money.calls().cutAll(reason);
      awaitKilled(runsEnd);
      return new Killed(runs, calls, recorded);
    } finally {
      ended.countDown();
    }
  }

  /// Once more after the scheduler's end: a tick may have handed a run over in between.
  private void killRuns(String reason) {
    work.supervisor().killAll(reason);
    work.dispatcher().end();
    work.supervisor().killAll(reason);
  }

  @Override
  public void cutCalls(Scope scope, String reason) {
    money.calls().cut(scope, reason);
  }

  @Override
  public void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  /// What can't be concluded within the bound, as where the store fails, is the next boot's.
  private void awaitKilled(Thread runsEnd) {
    LongSupplier until = settled();
    try {
      if (runsEnd.join(SETTLING)) {
        awaitRuns(until);
        awaitCalls(until);
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitRuns(LongSupplier until) throws InterruptedException {
    boolean none = work.supervisor().awaitNone(Duration.ZERO);
    while (!none && System.nanoTime() - until.getAsLong() < 0) {
      none = work.supervisor().awaitNone(BETWEEN_LOOKS);
    }
    return none;
  }

  /// @param until in nanoseconds of the process's own clock; may come nearer meanwhile
  private boolean awaitCalls(LongSupplier until) throws InterruptedException {
    CallsInFlight calls = money.calls();
    while (calls.count() > 0 && System.nanoTime() - until.getAsLong() < 0) {
      Thread.sleep(BETWEEN_LOOKS);
    }
    return calls.count() == 0;
  }

  private static LongSupplier settled() {
    long until = System.nanoTime() + SETTLING.toNanos();
    return () -> until;
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
