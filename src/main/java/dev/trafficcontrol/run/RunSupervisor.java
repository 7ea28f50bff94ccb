package dev.trafficcontrol.run;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.Cutoff.Kind;
import dev.trafficcontrol.run.RunBriefs.RunBrief;
import dev.trafficcontrol.scheduler.Backoff;
import dev.trafficcontrol.scheduler.RunStarter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/// Supervises every run of this node, each on a virtual thread, from its claim to its end.
///
/// A claim that was taken over is finished here whatever happens: where something breaks it is
/// tried again, because a claim that nobody finishes keeps its slot and its task for ever.
public final class RunSupervisor implements RunStarter {

  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
  private static final Duration LEASE_LOOK = Duration.ofSeconds(1);

  private final RunPorts ports;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final RunTrouble trouble;
  private final Attempt attempt;
  private final Conclusion conclusion;
  private final Leases leases;
  private final Map<String, LiveRun> live = new ConcurrentHashMap<>();

  public RunSupervisor(
      RunPorts ports,
      RunLimits limits,
      ModelAccess models,
      InstantSource clock,
      RandomGenerator random,
      RunTrouble trouble) {
    this.ports = ports;
    this.clock = clock;
    this.random = random;
    this.trouble = trouble;
    this.attempt = new Attempt(ports, limits, models, clock, random);
    this.conclusion = new Conclusion(ports, clock);
    this.leases = new Leases(ports.queue(), trouble);
  }

  @Override
  public void start(Claim claim) {
    LiveRun run = new LiveRun(claim);
    live.put(claim.run(), run);
    Thread.ofVirtual().name("run-" + claim.run()).start(() -> supervise(run));
  }

  public int count() {
    return live.size();
  }

  /// Whether it supervises that run now.
  public boolean isLive(String run) {
    return live.containsKey(run);
  }

  /// Renews leases until its thread is interrupted, and ends the runs of those that could not be in
  /// time.
  public void keepLeases() throws InterruptedException {
    Thread overdue = Thread.ofVirtual().name("leases-overdue").start(this::endOverdue);
    try {
      while (!Thread.currentThread().isInterrupted()) {
        renewDueLeases();
        Thread.sleep(LEASE_LOOK);
      }
    } finally {
      overdue.interrupt();
    }
  }

  private void endOverdue() {
    try {
      while (true) {
        Thread.sleep(LEASE_LOOK);
        leases.endOverdue(live.values(), clock.instant());
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  void renewDueLeases() {
    leases.renewDue(live.values(), clock.instant());
  }

  /// Ends every run at once, without asking its processes, and returns when their processes are
  /// gone.
  public void killAll(String why) {
    stopAll(new Cutoff(Kind.KILLED, why));
  }

  /// Ends every run, giving its processes the time to end by themselves.
  public void stopAll(String why) {
    stopAll(new Cutoff(Kind.STOPPED, why));
  }

  private void stopAll(Cutoff cutoff) {
    live.values().stream()
        .map(run -> Thread.startVirtualThread(() -> run.stop(cutoff)))
        .toList()
        .forEach(RunSupervisor::join);
  }

  /// Waits until no run is left, at most `patience`; whether that is so.
  public boolean awaitNone(Duration patience) throws InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    while (!live.isEmpty() && clock.instant().isBefore(deadline)) {
      Thread.sleep(Duration.ofMillis(20));
    }
    return live.isEmpty();
  }

  private void supervise(LiveRun run) {
    Claim claim = run.claim();
    try {
      RunBrief brief = ports.briefs().of(claim);
      String session = attempt.newSession();
      Optional<Workplace> place = Optional.empty();
      Story story;
      try {
        place = Optional.of(attempt.prepare(brief, session));
        story = attempt.work(run, brief, place.get(), session);
        story = attempt.verify(run, brief, place.get(), story);
      } catch (WorkplaceFailed refused) {
        story = Story.broken(String.valueOf(refused.getMessage()));
      }
      conclude(claim, place, story);
    } catch (RuntimeException broken) {
      trouble.tell(claim.run(), broken);
      recover(claim);
    } finally {
      live.remove(claim.run());
    }
  }

  private void conclude(Claim claim, Optional<Workplace> place, Story story) {
    conclusion.endSpending(claim);
    Instant now = clock.instant();
    Verdict verdict =
        Judgement.of(
            story,
            ports.store().failureBefore(claim.task(), claim.attempt()),
            Backoff.DEFAULT.retryAt(now, claim.attempt(), random),
            now);
    conclusion.finish(claim, place, story.collected(), verdict);
  }

  /// What is left to do is what a boot would do, and is done as often as it takes.
  private void recover(Claim claim) {
    Reconciliation reconciliation = new Reconciliation(ports, clock);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        reconciliation.end(
            claim, "something broke while it was supervised", why -> broken(claim, why));
        return;
      } catch (RuntimeException again) {
        trouble.tell(claim.run(), again);
        pause();
      }
    }
  }

  /// Counts as the task's failure: what it left may be what broke.
  private TaskOutcome broken(Claim claim, String why) {
    Instant at = Backoff.DEFAULT.retryAt(clock.instant(), claim.attempt(), random);
    return new TaskOutcome.Retry(at, why);
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_TROUBLE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
