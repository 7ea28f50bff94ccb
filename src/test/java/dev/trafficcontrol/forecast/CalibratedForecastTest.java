package dev.trafficcontrol.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whether quantiles hold as often as they say, in worlds that are known, a thousand of each.
class CalibratedForecastTest {

  private static final int CASES = 1_000;
  private static final int RUNS = 30;
  private static final int QUEUE = 20;
  private static final int MANY = 100;
  private static final double CAP = 5;

  /// Two of three days are within 15 % of the usual one.
  private static final double DAYS = 0.15;

  private static final Kind KIND = new Kind("shop", "sonnet", Size.MEDIUM);
  private static final Bounds BOUNDS =
      new Bounds(Money.ofUsd("5"), Money.ofUsd("5"), Duration.ofHours(2));

  @ParameterizedTest
  @EnumSource(SimulatedCosts.class)
  void after_thirty_runs_nine_of_ten_tasks_cost_no_more_than_the_ninety_percent_said(
      SimulatedCosts costs) {
    SplittableRandom random = new SplittableRandom(11);
    Money priors = forecast(new double[0], 1).tasks().getFirst().ninety();
    int belowNinety = 0;
    int belowHalf = 0;
    int narrower = 0;
    for (int i = 0; i < CASES; i++) {
      double[] seen = costs.next(random, 0, RUNS, CAP);
      TaskForecast next = forecast(seen, 1).tasks().getFirst();
      Money actual = usd(costs.next(random, RUNS, 1, CAP)[0]);
      belowNinety += actual.isMoreThan(next.ninety()) ? 0 : 1;
      belowHalf += actual.isMoreThan(next.half()) ? 0 : 1;
      narrower += priors.isMoreThan(next.ninety()) ? 1 : 0;
    }
    System.out.printf(
        "%s: of %d tasks %.1f %% at most the 90 %%, %.1f %% at most the 50 %%; 90 %% below the prior's in %.1f %%%n",
        costs, CASES, percent(belowNinety), percent(belowHalf), percent(narrower));
    assertThat(percent(belowNinety)).isBetween(85.0, 95.0);
    assertThat(percent(belowHalf)).isBetween(40.0, 60.0);
    assertThat(percent(narrower)).isGreaterThan(95);
  }

  @ParameterizedTest
  @EnumSource(SimulatedCosts.class)
  void nine_of_ten_queues_cost_no_more_than_the_ninety_percent_said(SimulatedCosts costs) {
    assertThat(queuesWithin(costs, QUEUE)).isBetween(85.0, 95.0);
  }

  /// Where each task varied for itself alone, the sum of many would look surer than it is.
  @Test
  void the_sum_of_many_is_no_surer_than_what_is_known_of_each() {
    assertThat(queuesWithin(SimulatedCosts.LOG_NORMAL, MANY)).isBetween(85.0, 95.0);
  }

  private static double queuesWithin(SimulatedCosts costs, int tasks) {
    SplittableRandom random = new SplittableRandom(12);
    int below = 0;
    for (int i = 0; i < CASES; i++) {
      QueueForecast queue = queue(forecast(costs.next(random, 0, RUNS, CAP), tasks));
      double day = Math.exp(DAYS * random.nextGaussian());
      double actual =
          IntStream.range(0, tasks)
              .mapToDouble(_ -> Math.min(CAP, day * costs.next(random, RUNS)))
              .sum();
      below += usd(actual).isMoreThan(queue.ninety()) ? 0 : 1;
    }
    System.out.printf(
        "%s: of %d queues of %d tasks %.1f %% at most the 90 %%%n",
        costs, CASES, tasks, percent(below));
    return percent(below);
  }

  private static QueueForecast queue(Forecast forecast) {
    return new Simulation(forecast, List.of(), new QueueForecast.Work(Instant.EPOCH, 2)).run(400);
  }

  private static double percent(int cases) {
    return 100.0 * cases / CASES;
  }

  /// @param seen the oldest first
  private static Forecast forecast(double[] seen, int tasks) {
    List<PastTask> history = new ArrayList<>();
    for (int i = seen.length - 1; i >= 0; i--) {
      history.add(
          new PastTask(
              "T" + i,
              KIND,
              usd(seen[i]),
              Duration.ofMinutes(5),
              Instant.EPOCH.plusSeconds(i),
              TaskState.COMPLETE));
    }
    List<ForecastTask> queue =
        IntStream.range(0, tasks).mapToObj(i -> new ForecastTask("N" + i, KIND, 1, null)).toList();
    return Forecast.of(queue, new Experience(history), BOUNDS);
  }

  private static Money usd(double usd) {
    return Money.ofNanos(Math.round(usd * 1e9));
  }
}
