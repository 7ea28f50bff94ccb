package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks the scheduler, over and over, and makes its admissions runs.
///
/// One tick at a time. Polling is the truth; [#wake()] only makes the next look come sooner.
/// Whatever breaks in a tick starts nothing, is told, and is tried again at the next poll.
public final class SchedulerLoop {

  /// How long a task that could not be handed over waits before it is tried again.
  private static final Duration AFTER_FAILED_START = Duration.ofSeconds(30);

  /// At the daemon's poll, ten seconds.
  static final int TICKS_AFTER_LOOKING_IN_VAIN = 20;

  private final WorkQueue queue;
  private final Supplier<Conditions> conditions;
  private final BudgetQuestion budgets;
  private final RunStarter runs;
  private final InstantSource clock;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private final Semaphore hints = new Semaphore(0);
  private volatile Optional<Tick> last = Optional.empty();

  /// Only touched by the tick at work.
  private int ticksUntilDeeper;

  /// @param conditions read afresh for each tick
  public SchedulerLoop(
      WorkQueue queue,
      Supplier<Conditions> conditions,
      BudgetQuestion budgets,
      RunStarter runs,
      InstantSource clock) {
    this.queue = queue;
    this.conditions = conditions;
    this.budgets = budgets;
    this.runs = runs;
    this.clock = clock;
  }

  /// Ticks until its thread is interrupted, `poll` apart or sooner where somebody woke it.
  ///
  /// @param trouble told what broke a tick; the loop goes on
  public void work(Duration poll, Consumer<RuntimeException> trouble) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        tick();
      } catch (RuntimeException broken) {
        trouble.accept(broken);
      }
      if (!sleep(poll)) {
        return;
      }
    }
  }

  /// A hint that something may have changed: a task was added, a run ended, money was freed.
  public void wake() {
    hints.release();
  }

  /// One look; empty where another tick is at it.
  public Optional<Tick> tick() {
    if (!oneAtATime.tryLock()) {
      return Optional.empty();
    }
    try {
      Tick tick = decideAndStart();
      last = Optional.of(tick);
      return last;
    } finally {
      oneAtATime.unlock();
    }
  }

  /// The last tick that went through: why nothing runs is in its plan.
  public Optional<Tick> last() {
    return last;
  }

  private Tick decideAndStart() {
    Instant now = clock.instant();
    Conditions given = conditions.get();
    Plan plan = plan(now, given);
    List<Claim> started = new ArrayList<>();
    List<Admission> lost = new ArrayList<>();
    for (Admission admission : plan.admissions()) {
      queue
          .claim(admission, clock.instant())
          .ifPresentOrElse(
              claim -> {
                handOver(claim);
                started.add(claim);
              },
              () -> lost.add(admission));
    }
    return new Tick(now, plan, started, lost);
  }

  /// A few of each class are enough to fill every slot, unless they are the very ones that have no
  /// money. Then more are looked at, but not at every tick where that found nobody: a budget that
  /// is used up overnight must cost next to nothing.
  private Plan plan(Instant now, Conditions given) {
    AdmissionStanding standing = given.standing();
    QueueSnapshot snapshot = queue.snapshot(now, standing.confirmation());
    Plan plan = Scheduler.decide(snapshot, given, budgets);
    if (!plan.maySeeOnlyThoseWithoutMoney(snapshot)) {
      ticksUntilDeeper = 0;
      return plan;
    }
    if (ticksUntilDeeper > 0) {
      ticksUntilDeeper--;
      return plan;
    }
    QueueSnapshot more =
        queue.snapshot(now, standing.confirmation(), QueueSnapshot.MOST_OF_A_CLASS_WITHOUT_MONEY);
    Plan deeper = Scheduler.decide(more, given, budgets);
    ticksUntilDeeper = deeper.admissions().isEmpty() ? TICKS_AFTER_LOOKING_IN_VAIN : 0;
    return deeper;
  }

  private void handOver(Claim claim) {
    boolean taken = false;
    try {
      runs.start(claim);
      taken = true;
    } finally {
      if (!taken) {
        Instant now = clock.instant();
        queue.finish(
            claim,
            new TaskOutcome.Retry(now.plus(AFTER_FAILED_START), "the run could not be started"),
            now);
      }
    }
  }

  private boolean sleep(Duration poll) {
    try {
      boolean hinted = hints.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS);
      if (hinted) {
        hints.drainPermits();
      }
      return true;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
