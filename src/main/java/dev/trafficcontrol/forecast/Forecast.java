package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.util.List;

/// What the queue may cost at its dear end.
public record Forecast(List<TaskForecast> tasks, Money dearEnd) {

  /// @param expected what a person expects, or its dear end where nobody said
  /// @param dearEnd the most it can cost: every attempt it has left at a run's limit, within the
  ///   task's own limit
  public record TaskForecast(String task, String model, Money expected, Money dearEnd) {}

  public Forecast {
    tasks = List.copyOf(tasks);
  }

  public static Forecast of(List<ForecastTask> tasks, Money perRun, Money perTask) {
    List<TaskForecast> each = tasks.stream().map(task -> of(task, perRun, perTask)).toList();
    Money sum = each.stream().map(TaskForecast::dearEnd).reduce(Money.ZERO, Money::plus);
    return new Forecast(each, sum);
  }

  private static TaskForecast of(ForecastTask task, Money perRun, Money perTask) {
    Money attempts = perRun.times(Math.max(1, task.attemptsLeft()));
    Money atMost = attempts.min(perTask);
    Money dearEnd =
        task.estimate() == null ? atMost : atMost.min(task.estimate().times(task.attemptsLeft()));
    Money expected = task.estimate() == null ? dearEnd : task.estimate().min(dearEnd);
    return new TaskForecast(task.id(), task.model(), expected, dearEnd);
  }
}
