package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.PastTask;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.CopyLedger;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerCopy;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Queues of tasks that cost and take what the history says, and a ledger to rehearse them on.
final class RehearsedQueues {

  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final String SONNET = "claude-sonnet-5-5";
  static final String OPUS = "claude-opus-5-5";
  static final Money FIRST_CALL = Money.ofUsd("0.14");
  static final BudgetId HOUR = new BudgetId(Scope.GLOBAL, Window.ROLLING_HOUR);
  static final BudgetId TOTAL = new BudgetId(Scope.GLOBAL, Window.TOTAL);
  static final BudgetId DAY = new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY);
  static final CapacityLimits MANY = new CapacityLimits(50, Map.of("opus", 50, "sonnet", 50));

  private final LedgerCore ledger = new LedgerCore();
  private final List<RehearsedTask> tasks = new ArrayList<>();
  private final Experience experience;
  CapacityLimits capacity = CapacityLimits.DEFAULT;
  TripLimits trips = tripAt("1000");
  UnaryOperator<String> charged = UnaryOperator.identity();

  /// Tasks cost that and up to a fifth more, and take ten minutes and up to two more.
  RehearsedQueues(String usd) {
    SplittableRandom random = new SplittableRandom(5);
    List<PastTask> history = new ArrayList<>();
    long least = Money.ofUsd(usd).nanos();
    for (String model : List.of(SONNET, OPUS)) {
      for (int i = 0; i < 60; i++) {
        history.add(
            new PastTask(
                model + i,
                kind("shop", model),
                Money.ofNanos(least + random.nextLong(least / 5)),
                Duration.ofSeconds(600 + random.nextLong(120)),
                NOON.minusSeconds(i),
                TaskState.REVIEW));
      }
    }
    experience = new Experience(history);
  }

  static TripLimits tripAt(String usd) {
    Money trip = Money.ofUsd(usd);
    return new TripLimits(new BurnLimits(trip, trip), Map.of(), TripLimits.TokenLimits.DEFAULT, 50);
  }

  private static Kind kind(String project, String model) {
    return new Kind(project, model, Size.SMALL);
  }

  RehearsedQueues with(int count) {
    for (int i = 0; i < count; i++) {
      add("T" + (tasks.size() + 1), SONNET, null);
    }
    return this;
  }

  RehearsedQueues add(String id, String model, @Nullable Instant readyAt, String... after) {
    Forecast forecast =
        Forecast.of(
            List.of(new ForecastTask(id, kind("shop", model), 2, null)),
            experience,
            new Bounds(Money.ofUsd("2"), Money.ofUsd("5"), Duration.ofHours(2)));
    tasks.add(
        new RehearsedTask(
            new Candidate(
                id,
                "shop",
                1,
                new AgentChoice("worker", model),
                NOON.minusSeconds(10_000 - tasks.size()),
                null),
            List.of(after),
            readyAt,
            2,
            Setbacks.NONE,
            FIRST_CALL,
            forecast.tasks().getFirst()));
    return this;
  }

  RehearsedQueues limit(BudgetId budget, String usd) {
    ledger.decide(new SetBudget(budget, Limit.of(Money.ofUsd(usd)), "ann", "a test"), NOON);
    return this;
  }

  /// Where only the limits of runs and tasks shall matter.
  RehearsedQueues unlimited() {
    ledger.decide(new SetBudget(HOUR, Limit.UNLIMITED, "ann", "a test"), NOON);
    ledger.decide(new SetBudget(DAY, Limit.UNLIMITED, "ann", "a test"), NOON);
    return this;
  }

  /// Held by somebody else's call, and charged at that time.
  RehearsedQueues held(String usd, Instant at, Instant deadline, boolean isSettled) {
    HoldId id = new HoldId(at.toEpochMilli() << Short.SIZE, 1);
    HoldScope scope = new HoldScope("K", List.of("other"), null, null);
    ledger.replay(new LedgerEvent.Held(id, scope, Money.ofUsd(usd), deadline, null), at);
    if (isSettled) {
      ledger.replay(new LedgerEvent.Settled(id, Money.ofUsd(usd), null), at);
    }
    return this;
  }

  List<RehearsedTask> tasks() {
    return List.copyOf(tasks);
  }

  RehearsalScene scene() {
    LedgerCopy copy =
        ledger.decide(
            new CopyLedger(
                Set.of(
                    Scope.GLOBAL,
                    Scope.of(ScopeKind.PROJECT, "shop"),
                    Scope.of(ScopeKind.MODEL, SONNET),
                    Scope.of(ScopeKind.MODEL, OPUS))),
            NOON);
    return new RehearsalScene(NOON, capacity, trips, Map.of(), charged, copy);
  }

  Performance story() {
    return Rehearsal.story(scene(), tasks(), Rehearsing.Witness.NOBODY);
  }

  RehearsalReport report() {
    return Rehearsal.of(scene(), tasks());
  }
}
