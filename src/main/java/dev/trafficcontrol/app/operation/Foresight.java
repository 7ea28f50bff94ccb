package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.MoneyAtHand;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.Forecasts;
import dev.trafficcontrol.forecast.History;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.task.Task;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What forecasts are made of, and where they are kept.
///
/// @param agents how many work at once
public record Foresight(History history, Forecasts kept, int agents) {

  /// What that work may cost, with agents as configured.
  QueueForecast of(List<WaitingWork> work, MoneyAtHand money, Instant now) {
    return of(work, money, now, agents);
  }

  QueueForecast of(List<WaitingWork> work, MoneyAtHand money, Instant now, int atOnce) {
    return QueueForecast.of(
        tasks(work, money, now), money.budgets(), new QueueForecast.Work(now, atOnce));
  }

  /// Of each task alone.
  Forecast tasks(List<WaitingWork> work, MoneyAtHand money, Instant now) {
    return Forecast.of(
        work.stream().map(Foresight::task).toList(),
        new Experience(history.latest(now)),
        new Bounds(money.perRun(), money.perTask(), RunLimits.DEFAULT.wall()));
  }

  /// Keeps what was forecast of tasks that nobody has begun: what an attempt has cost already would
  /// not be held against a forecast of the whole.
  void keep(String confirmation, List<WaitingWork> work, Forecast forecast, Instant now) {
    Set<String> fresh = new HashSet<>();
    work.stream()
        .map(WaitingWork::task)
        .filter(task -> task.progress().attempts() == 0)
        .forEach(task -> fresh.add(task.id()));
    List<TaskForecast> first =
        forecast.tasks().stream().filter(task -> fresh.contains(task.task())).toList();
    kept.keep(confirmation, first, now);
  }

  private static ForecastTask task(WaitingWork work) {
    Task task = work.task();
    int left = task.wishes().maxAttempts() - task.progress().setbacks().failures();
    return new ForecastTask(
        task.id(),
        new Kind(work.project().id(), work.agent().model(), Size.of(task.text())),
        Math.max(1, left),
        task.wishes().estimate());
  }
}
