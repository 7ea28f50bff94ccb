package dev.trafficcontrol.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.forecast.QueueForecast.Crossing;
import dev.trafficcontrol.forecast.QueueForecast.Work;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QueueForecastTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Kind SHOP = new Kind("shop", "sonnet", Size.SMALL);
  private static final Kind OTHER = new Kind("other", "opus", Size.SMALL);

  /// Tasks of the shop cost a dollar or a little more, and take ten minutes or a little more.
  private static final Experience DOLLARS = new Experience(history(60));

  private static List<PastTask> history(int tasks) {
    SplittableRandom random = new SplittableRandom(5);
    List<PastTask> history = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      history.add(
          new PastTask(
              "P" + i,
              SHOP,
              Money.ofNanos(1_000_000_000 + random.nextLong(10_000_000)),
              Duration.ofSeconds(600 + random.nextLong(6)),
              NOON.minusSeconds(i),
              TaskState.REVIEW));
    }
    return history;
  }

  private static QueueForecast queue(int tasks, Kind kind, int agents, BudgetView... budgets) {
    return QueueForecast.of(
        forecast(DOLLARS, tasks, kind, null), List.of(budgets), new Work(NOON, agents));
  }

  private static Forecast forecast(
      Experience experience, int tasks, Kind kind, @Nullable Money estimate) {
    return Forecast.of(
        IntStream.range(0, tasks)
            .mapToObj(i -> new ForecastTask("T" + i, kind, 2, estimate))
            .toList(),
        experience,
        new Bounds(Money.ofUsd("2"), Money.ofUsd("5"), Duration.ofHours(2)));
  }

  private static BudgetView budget(Scope scope, Window window, String limit, String spent) {
    return new BudgetView(
        new BudgetId(scope, window), Limit.of(Money.ofUsd(limit)), Money.ofUsd(spent), Money.ZERO);
  }

  private static Crossing crossing(QueueForecast queue) {
    assertThat(queue.budgets()).hasSize(1);
    return queue.budgets().getFirst();
  }

  @Test
  void a_queue_costs_about_what_its_tasks_did_and_is_the_same_each_time_it_is_asked() {
    QueueForecast queue = queue(10, SHOP, 2);
    assertThat(queue.half()).isBetween(Money.ofUsd("10"), Money.ofUsd("11"));
    assertThat(queue.ninety()).isBetween(queue.half(), Money.ofUsd("15"));
    assertThat(queue.dearEnd()).isEqualTo(Money.ofUsd("40"));
    assertThat(queue.judged()).isEqualTo(queue.ninety());
    assertThat(queue.lasts()).isBetween(Duration.ofMinutes(49), Duration.ofMinutes(60));
    assertThat(queue(10, SHOP, 2).ninety()).isEqualTo(queue.ninety());
  }

  @Test
  void a_budget_is_crossed_when_the_task_is_done_that_it_does_not_last_for() {
    BudgetView total = budget(Scope.GLOBAL, Window.TOTAL, "10", "4.5");
    Crossing crossing = crossing(queue(10, SHOP, 1, total));
    assertThat(crossing.permille()).isGreaterThan(990);
    assertThat(crossing.about())
        .isBetween(NOON.plus(Duration.ofMinutes(50)), NOON.plus(Duration.ofMinutes(65)));
    assertThat(crossing(queue(3, SHOP, 1, total)).permille()).isLessThan(100);
  }

  @Test
  void what_has_left_a_rolling_window_counts_no_more() {
    BudgetView hour = budget(Scope.GLOBAL, Window.ROLLING_HOUR, "8.5", "0");
    assertThat(crossing(queue(20, SHOP, 1, hour)).permille()).isLessThan(200);
    assertThat(crossing(queue(20, SHOP, 4, hour)).permille()).isGreaterThan(990);
    BudgetView used = budget(Scope.GLOBAL, Window.ROLLING_HOUR, "8.5", "8");
    assertThat(crossing(queue(2, SHOP, 1, used)).permille()).isGreaterThan(990);
  }

  @Test
  void a_budget_is_charged_with_its_own_tasks_alone() {
    BudgetView others = budget(Scope.of(ScopeKind.PROJECT, "other"), Window.TOTAL, "1", "0");
    assertThat(queue(5, SHOP, 1, others).budgets()).isEmpty();
    assertThat(crossing(queue(5, OTHER, 1, others)).permille()).isEqualTo(1_000);
    BudgetView each = budget(Scope.of(ScopeKind.RUN, Scope.EACH), Window.TOTAL, "2", "0");
    assertThat(queue(5, SHOP, 1, each).budgets()).isEmpty();
  }

  @Test
  void a_model_that_never_worked_counts_at_the_dear_end_however_cheap_others_were() {
    QueueForecast queue = queue(3, OTHER, 1);
    assertThat(queue.tasks().tasks().getFirst().ninety()).isEqualTo(Money.ofUsd("4"));
    assertThat(queue.judged()).isEqualTo(queue.dearEnd()).isEqualTo(Money.ofUsd("12"));
    assertThat(queue.isHistory()).isFalse();
  }

  @Test
  void nine_like_tasks_are_no_history_and_ten_are() {
    Experience nine = new Experience(history(9));
    assertThat(forecast(nine, 1, SHOP, null).tasks().getFirst().ninety())
        .isEqualTo(Money.ofUsd("4"));
    assertThat(forecast(nine, 1, SHOP, null).tasks().getFirst().basis())
        .hasToString("prior: only 9 like tasks: sonnet");
    TaskForecast ten = forecast(new Experience(history(10)), 1, SHOP, null).tasks().getFirst();
    assertThat(ten.ninety()).isLessThan(Money.ofUsd("1.10"));
    assertThat(ten.basis()).hasToString("10 like tasks: project shop, sonnet, small");
  }

  @Test
  void an_estimate_is_the_middle_while_nothing_is_known_and_gives_way_to_what_tasks_did_cost() {
    Money guess = Money.ofUsd("0.20");
    TaskForecast before = forecast(new Experience(List.of()), 1, SHOP, guess).tasks().getFirst();
    assertThat(before.half()).isEqualTo(guess);
    assertThat(before.dearEnd()).isEqualTo(Money.ofUsd("0.40"));
    assertThat(before.ninety()).isEqualTo(before.dearEnd());

    TaskForecast after = forecast(DOLLARS, 1, SHOP, guess).tasks().getFirst();
    assertThat(after.half()).isGreaterThanOrEqualTo(Money.ofUsd("1"));
    assertThat(after.dearEnd()).isEqualTo(after.ninety());
  }

  @Test
  void no_quantile_is_above_what_limits_allow() {
    TaskForecast task = forecast(DOLLARS, 1, SHOP, null).tasks().getFirst();
    assertThat(task.cost().quantile(1)).isLessThanOrEqualTo(task.dearEnd());
    assertThat(task.cost().quantile(0)).isGreaterThan(Money.ZERO);
    Forecast small =
        Forecast.of(
            List.of(new ForecastTask("T", SHOP, 1, null)),
            DOLLARS,
            new Bounds(Money.ofUsd("0.30"), Money.ofUsd("5"), Duration.ofHours(2)));
    assertThat(small.tasks().getFirst().half()).isEqualTo(Money.ofUsd("0.30"));
  }

  @Test
  void a_queue_of_nothing_costs_nothing() {
    QueueForecast none = queue(0, SHOP, 1, budget(Scope.GLOBAL, Window.TOTAL, "1", "0"));
    assertThat(none.ninety()).isEqualTo(Money.ZERO);
    assertThat(none.lasts()).isZero();
    assertThat(none.budgets()).isEmpty();
  }
}
