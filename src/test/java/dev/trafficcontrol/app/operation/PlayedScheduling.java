package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.scheduler.Conditions;
import dev.trafficcontrol.scheduler.DeferReason;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.scheduler.Scheduler;
import dev.trafficcontrol.scheduler.SchedulerLoop;
import dev.trafficcontrol.scheduler.Tick;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The real scheduler on the real queue, a tick whenever somebody asks for the last one; runs are
/// over at once, with the outcome that a test wants.
final class PlayedScheduling implements Scheduling {

  private final SchedulerLoop loop;
  private final WorkQueue queue;
  private final Ledger ledger;
  private final InstantSource clock;
  private boolean isOn;
  private OptionalInt maxAgents = OptionalInt.empty();
  final List<Claim> runs = new ArrayList<>();
  Function<Claim, TaskOutcome> play = _ -> new TaskOutcome.ReadyForReview("verified");
  Optional<DeferReason.NoMoney> objection = Optional.empty();
  boolean ending;

  PlayedScheduling(WorkQueue queue, WorkStores stores, Ledger ledger, InstantSource clock) {
    this.queue = queue;
    this.ledger = ledger;
    this.clock = clock;
    this.loop =
        new SchedulerLoop(
            queue,
            () ->
                new Conditions(
                    ledger.breakers(),
                    CapacityLimits.DEFAULT,
                    stores.admissions().standing(),
                    "node",
                    UnaryOperator.identity()),
            _ -> objection,
            this::run,
            // Later than whatever the follower saw before.
            () -> clock.instant().plusMillis(1));
  }

  private void run(Claim claim) {
    runs.add(claim);
    queue.started(claim, clock.instant());
    queue.verifying(claim, clock.instant());
    queue.finish(claim, play.apply(claim), clock.instant());
  }

  @Override
  public void begin(OptionalInt most) {
    isOn = true;
    maxAgents = most;
  }

  @Override
  public Plan decide(
      QueueSnapshot seen, AdmissionStanding standing, Money confirmed, OptionalInt most) {
    return Scheduler.decide(
        seen,
        new Conditions(
            ledger.breakers(), CapacityLimits.DEFAULT, standing, "node", UnaryOperator.identity()),
        _ -> objection);
  }

  OptionalInt maxAgents() {
    return maxAgents;
  }

  boolean isOn() {
    return isOn;
  }

  @Override
  public Optional<Tick> lastTick() {
    return isOn ? loop.tick() : Optional.empty();
  }

  /// Its next tick is made when it is asked for: there is nothing to wait for.
  @Override
  public void rest(Duration atMost) {}

  @Override
  public boolean isEnding() {
    return ending;
  }
}
