package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.util.List;

/// What each task of a queue may cost, and all of them at the dear end.
public record Forecast(List<TaskForecast> tasks, Money dearEnd) {

  public Forecast {
    tasks = List.copyOf(tasks);
  }

  public static Forecast of(List<ForecastTask> tasks, Experience experience, Bounds bounds) {
    List<TaskForecast> each =
        tasks.stream().map(task -> TaskForecast.of(task, experience, bounds)).toList();
    Money sum = each.stream().map(TaskForecast::dearEnd).reduce(Money.ZERO, Money::plus);
    return new Forecast(each, sum);
  }
}
