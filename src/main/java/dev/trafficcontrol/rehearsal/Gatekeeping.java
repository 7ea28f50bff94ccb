package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.VirtualLedger;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Preflight;
import dev.trafficcontrol.preflight.PreflightFacts;
import dev.trafficcontrol.preflight.Verdict;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.task.TaskWishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The pre-flight over the queue of a recording, as it was when it began.
final class Gatekeeping {

  /// What a run or a task without a limit counts at: above what is confirmed without the numbers.
  private static final Money UNLIMITED_COUNTS_AS = Money.ofUsd("1000");

  private Gatekeeping() {}

  /// Why nothing of the queue starts; empty where it does. A yes that it would take is supposed to
  /// be given.
  static List<String> refusal(Recording recording, VirtualLedger ledger) {
    Map<String, RecordedAgent> tasks = new LinkedHashMap<>();
    for (RecordedAgent agent : recording.agents()) {
      if (agent.work() != null) {
        tasks.putIfAbsent(agent.work().task(), agent);
      }
    }
    if (tasks.isEmpty()) {
      return List.of();
    }
    return switch (Preflight.check(facts(tasks, ledger)).verdict()) {
      case Verdict.Clear _, Verdict.NeedsConfirmation _ -> List.of();
      case Verdict.NeedsNumbers numbers -> numbers.why();
      case Verdict.Refused refused -> refused.why();
    };
  }

  private static PreflightFacts facts(Map<String, RecordedAgent> tasks, VirtualLedger ledger) {
    List<ForecastTask> forecast = new ArrayList<>();
    List<PreflightFacts.WaitingTask> waiting = new ArrayList<>();
    tasks.forEach((task, agent) -> {
      String project = Objects.requireNonNull(agent.work()).project();
      // Without history size is asked for by nobody.
      Kind kind = new Kind(project, agent.model(), Size.MEDIUM);
      forecast.add(new ForecastTask(task, kind, TaskWishes.DEFAULT_ATTEMPTS, null));
      waiting.add(
          new PreflightFacts.WaitingTask(
              task, task, Objects.requireNonNull(agent.work()).origin()));
    });
    return new PreflightFacts(
        "development",
        waiting,
        QueueForecast.of(
            Forecast.of(
                forecast,
                new Experience(List.of()),
                new Bounds(
                    each(ScopeKind.RUN, ledger),
                    each(ScopeKind.TASK, ledger),
                    RunLimits.DEFAULT.wall())),
            List.of(),
            new QueueForecast.Work(Instant.EPOCH, 1)),
        new PreflightFacts.Purse(day(ledger), false),
        BreakerState.CLOSED,
        List.of());
  }

  private static Money each(ScopeKind kind, VirtualLedger ledger) {
    Money amount = capped(Scope.of(kind, Scope.EACH), Window.TOTAL, ledger);
    return amount == null ? UNLIMITED_COUNTS_AS : amount;
  }

  private static @Nullable Money day(VirtualLedger ledger) {
    return capped(Scope.GLOBAL, Window.ROLLING_DAY, ledger);
  }

  private static @Nullable Money capped(Scope scope, Window window, VirtualLedger ledger) {
    for (BudgetView budget : ledger.budgetsOver(scope)) {
      if (budget.id().window().equals(window)
          && budget.limit() instanceof Limit.Capped(Money amount)) {
        return amount;
      }
    }
    return null;
  }
}
