package dev.trafficcontrol.app;

import dev.trafficcontrol.app.operation.Scheduling;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.RunSupervisor;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.SchedulerLoop;
import dev.trafficcontrol.scheduler.Tick;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scheduler of a daemon: off until somebody starts it, and off for good once the daemon is
/// ending.
final class Dispatcher implements Scheduling {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Decider decider;
  private final SchedulerLoop loop;
  private volatile CapacityLimits limits;
  private volatile boolean ending;
  private @Nullable Thread thread;

  Dispatcher(
      Decider decider,
      WorkQueue queue,
      Admissions admissions,
      RunSupervisor runs,
      InstantSource clock) {
    this.decider = decider;
    this.limits = decider.configured();
    this.loop =
        new SchedulerLoop(
            queue,
            () -> decider.conditions(limits, admissions.standing()),
            decider.budgets(),
            runs,
            clock);
  }

  @Override
  public synchronized void begin(OptionalInt maxAgents) {
    limits = decider.limits(maxAgents);
    if (thread == null && !ending) {
      thread =
          Thread.ofVirtual()
              .name("scheduler")
              .start(() -> loop.work(POLL, broken -> LOG.error("A tick broke", broken)));
    }
  }

  synchronized boolean isOn() {
    return thread != null && !ending;
  }

  @Override
  public Plan decide(
      QueueSnapshot queue, AdmissionStanding standing, Money confirmed, OptionalInt maxAgents) {
    return decider.decide(queue, standing, confirmed, maxAgents);
  }

  @Override
  public Optional<Tick> lastTick() {
    return loop.last();
  }

  @Override
  public void rest(Duration atMost) throws InterruptedException {
    Thread.sleep(atMost);
  }

  @Override
  public boolean isEnding() {
    return ending;
  }

  /// Nothing is admitted from here on. Returns once no tick is at work.
  void end() {
    Thread working;
    synchronized (this) {
      ending = true;
      working = thread;
    }
    if (working != null) {
      working.interrupt();
      try {
        working.join();
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
