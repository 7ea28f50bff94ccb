package dev.trafficcontrol.forecast;

import dev.trafficcontrol.forecast.QueueForecast.Crossing;
import dev.trafficcontrol.forecast.QueueForecast.Work;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Works a queue many times over, in numbers alone.
final class Simulation {

  /// So many tasks are drawn in all: what a forecast may take of a processor, about a quarter of a
  /// second.
  private static final int EFFORT = 500_000;

  private static final int FEWEST = 100;

  /// Draws: more would not be seen in whole percents.
  static final int MOST = 2_000;

  private static final int PERMILLE = 1_000;

  private final Forecast forecast;
  private final Work work;
  private final Draws draws;
  private final double[] dearEnds;
  private final List<BudgetWatch> watches;

  Simulation(Forecast forecast, List<BudgetView> budgets, Work work) {
    this.forecast = forecast;
    this.work = work;
    this.draws = new Draws(forecast.tasks());
    this.dearEnds =
        forecast.tasks().stream()
            .mapToDouble(task -> task.basis().isHistory() ? -1 : (double) task.dearEnd().nanos())
            .toArray();
    this.watches =
        budgets.stream()
            .map(budget -> BudgetWatch.of(budget, forecast.tasks(), work.begin()))
            .flatMap(Optional::stream)
            .toList();
  }

  QueueForecast run() {
    return run(Math.clamp(EFFORT / Math.max(1, forecast.tasks().size()), FEWEST, MOST));
  }

  /// @param count how often, at most [#MOST]
  QueueForecast run(int count) {
    double[] sums = new double[count];
    double[] judged = new double[count];
    double[] ends = new double[count];
    for (int i = 0; i < count; i++) {
      draws.next();
      Timeline timeline = Timeline.of(draws, work);
      sums[i] = Arrays.stream(draws.costs).sum();
      judged[i] = judged();
      ends[i] = (double) timeline.end();
      watches.forEach(watch -> watch.look(draws.costs, timeline));
    }
    return new QueueForecast(
        forecast,
        money(sums, TaskForecast.HALF),
        money(sums, TaskForecast.NINETY),
        money(judged, TaskForecast.NINETY),
        Duration.ofMillis((long) at(ends, TaskForecast.HALF) - work.begin().toEpochMilli()),
        watches.stream().map(watch -> crossing(watch, count)).toList());
  }

  private double judged() {
    double sum = 0;
    for (int i = 0; i < dearEnds.length; i++) {
      sum += dearEnds[i] < 0 ? draws.costs[i] : dearEnds[i];
    }
    return sum;
  }

  private Crossing crossing(BudgetWatch watch, int count) {
    long[] times = watch.crossings();
    int permille = (int) ((long) times.length * PERMILLE / count);
    return new Crossing(
        watch.budget(),
        permille,
        times.length == 0 ? null : Instant.ofEpochMilli(times[times.length / 2]));
  }

  private Money money(double[] sums, double p) {
    return Money.ofNanos(Math.round(at(sums, p))).min(forecast.dearEnd());
  }

  private static double at(double[] values, double p) {
    Arrays.sort(values);
    return values[Math.min((int) Math.ceil(p * values.length), values.length - 1)];
  }
}
