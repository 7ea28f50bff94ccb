package dev.trafficcontrol.rehearsal;

import static dev.trafficcontrol.rehearsal.RehearsedQueues.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.rehearsal.Performance.Ending;
import dev.trafficcontrol.rehearsal.Performance.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static Part part(Performance story, String id) {
    return story.parts().stream().filter(part -> part.task().id().equals(id)).findFirst().get();
  }

  private static Instant started(Part part) {
    return Objects.requireNonNull(part.startedAt());
  }

  private static Instant ended(Part part) {
    return Objects.requireNonNull(part.endedAt());
  }

  private static WaitCause.Kind longest(Part part) {
    return part.waited().entrySet().stream()
        .max((one, other) -> one.getValue().compareTo(other.getValue()))
        .get()
        .getKey()
        .kind();
  }

  /// The most of these at once.
  private static int atOnce(List<Part> parts) {
    return parts.stream()
        .mapToInt(one ->
            (int)
                parts.stream()
                    .filter(other ->
                        !started(other).isAfter(started(one)) && ended(other).isAfter(started(one)))
                    .count())
        .max()
        .orElse(0);
  }

  @Test
  void at_no_instant_is_more_spent_and_held_than_a_budget_allows() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(30).limit(RehearsedQueues.HOUR, "1.50");
    queue.capacity = RehearsedQueues.MANY;
    List<BudgetView> seen = new ArrayList<>();
    Performance story =
        Rehearsal.story(
            queue.scene(),
            queue.tasks(),
            ledger ->
                ledger.budgets().stream()
                    .filter(budget -> budget.limit() instanceof Limit.Capped)
                    .forEach(budget -> {
                      seen.add(budget);
                      assertThat(budget.spent().plus(budget.held()))
                          .isLessThanOrEqualTo(((Limit.Capped) budget.limit()).amount());
                    }));
    assertThat(seen).hasSizeGreaterThan(1_000);
    assertThat(story.cost()).isGreaterThan(Money.ofUsd("5"));
  }

  @Test
  void a_budget_of_a_model_holds_for_work_that_asks_for_it_by_another_name() {
    BudgetId model = new BudgetId(Scope.of(ScopeKind.MODEL, RehearsedQueues.SONNET), Window.TOTAL);
    RehearsedQueues queue = new RehearsedQueues("0.5").limit(model, "0.60").unlimited();
    queue.charged = _ -> RehearsedQueues.SONNET;
    for (int i = 0; i < 5; i++) {
      queue.add("T" + i, "sonnet-by-another-name", null);
    }
    Performance story = queue.story();
    assertThat(story.usedUp()).containsKey(model);
    assertThat(story.cost()).isLessThanOrEqualTo(Money.ofUsd("0.60")).isGreaterThan(Money.ZERO);
  }

  @Test
  void the_same_queue_is_rehearsed_the_same_way() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(12).limit(RehearsedQueues.HOUR, "2");
    assertThat(queue.report()).isEqualTo(queue.report());
  }

  @Test
  void neither_more_agents_than_allowed_work_at_once_nor_more_of_a_class() {
    RehearsedQueues queue = new RehearsedQueues("0.1");
    for (int i = 0; i < 10; i++) {
      queue.add("S" + i, RehearsedQueues.SONNET, null);
      queue.add("O" + i, RehearsedQueues.OPUS, null);
    }
    Performance two = queue.story();
    assertThat(two.peakAgents()).isEqualTo(2);
    assertThat(atOnce(two.parts())).isEqualTo(2);

    queue.capacity = CapacityLimits.DEFAULT.withMaxAgents(10);
    Performance classes = queue.story();
    assertThat(classes.peakAgents()).isEqualTo(3);
    assertThat(
            atOnce(
                classes.parts().stream()
                    .filter(part -> ModelClass.of(part.task().model()).equals("opus"))
                    .toList()))
        .isEqualTo(1);
    assertThat(longest(part(classes, "O9"))).isEqualTo(WaitCause.Kind.CLASS);
    assertThat(longest(part(two, "O9"))).isIn(WaitCause.Kind.SLOT, WaitCause.Kind.CLASS);
  }

  @Test
  void a_dollar_an_hour_spreads_the_work_over_the_hours_that_it_needs() {
    RehearsedQueues queue = new RehearsedQueues("0.4").with(10).limit(RehearsedQueues.HOUR, "1");
    Performance story = queue.story();
    assertThat(story.ending()).isEqualTo(new Ending.AllDone());
    assertThat(story.cost()).isBetween(Money.ofUsd("4"), Money.ofUsd("4.80"));
    // Of five dollars at most, the last one needs no hour of its own.
    assertThat(Duration.between(NOON, story.end()))
        .isBetween(Duration.ofHours(4), Duration.ofHours(6));
    assertThat(story.usedUp()).containsKey(RehearsedQueues.HOUR);
    assertThat(longest(part(story, "T10"))).isEqualTo(WaitCause.Kind.BUDGET);
    RehearsalReport report = queue.report();
    assertThat(report.chances().withoutWaiting()).isZero();
    assertThat(report.chances().done()).isGreaterThan(report.chances().draws() * 4 / 5);
  }

  @Test
  void a_task_that_was_refused_money_too_often_waits_for_a_person_as_it_really_does() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(30).limit(RehearsedQueues.HOUR, "1.50");
    queue.capacity = RehearsedQueues.MANY;
    Performance story = queue.story();
    assertThat(story.ending())
        .isInstanceOfSatisfying(
            Ending.Stuck.class,
            stuck -> assertThat(stuck.by()).containsExactly(WaitCause.of(RehearsedQueues.HOUR)));
    assertThat(story.parts().stream().filter(part -> part.state() == Part.State.BLOCKED))
        .isNotEmpty()
        .allMatch(part -> part.attempts() == WorkQueue.MOST_BUDGET_STOPS + 1);
  }

  @Test
  void no_agent_is_started_again_and_again_only_to_be_refused_its_first_call() {
    Performance story = new RehearsedQueues("3.3").with(40).story();
    assertThat(story.parts())
        .noneMatch(part -> part.state() == Part.State.BLOCKED && part.spent().isZero());
  }

  @Test
  void work_that_goes_on_whenever_money_comes_is_done_in_the_end() {
    assertThat(new RehearsedQueues("3.3").with(40).story().ending())
        .isEqualTo(new Ending.AllDone());
  }

  @Test
  void what_was_spent_before_counts_until_its_window_frees_it() {
    Performance story =
        new RehearsedQueues("0.4")
            .limit(RehearsedQueues.HOUR, "1")
            .held("0.95", NOON.minus(Duration.ofMinutes(20)), NOON, true)
            .with(1)
            .story();
    assertThat(started(part(story, "T1")))
        .isBetween(NOON.plus(Duration.ofMinutes(40)), NOON.plus(Duration.ofMinutes(42)));
  }

  @Test
  void a_call_that_is_on_its_way_is_charged_in_full_at_its_deadline() {
    Instant deadline = NOON.plus(Duration.ofMinutes(5));
    Performance story =
        new RehearsedQueues("0.4")
            .limit(RehearsedQueues.HOUR, "1")
            .held("0.95", NOON.minusSeconds(60), deadline, false)
            .with(1)
            .story();
    assertThat(started(part(story, "T1")))
        .isBetween(deadline.plus(Duration.ofHours(1)), deadline.plus(Duration.ofMinutes(62)));
  }

  @Test
  void a_task_starts_after_those_it_waits_for_and_not_before_its_time() {
    Instant evening = NOON.plus(Duration.ofHours(6));
    Performance story =
        new RehearsedQueues("0.1")
            .add("last", RehearsedQueues.SONNET, null, "middle", "late")
            .add("middle", RehearsedQueues.SONNET, null, "first")
            .add("first", RehearsedQueues.SONNET, null)
            .add("late", RehearsedQueues.SONNET, evening)
            .story();
    assertThat(started(part(story, "first"))).isEqualTo(NOON);
    assertThat(started(part(story, "middle"))).isEqualTo(ended(part(story, "first")));
    assertThat(started(part(story, "late"))).isEqualTo(evening);
    assertThat(started(part(story, "last"))).isEqualTo(ended(part(story, "late")));
    assertThat(longest(part(story, "last"))).isEqualTo(WaitCause.Kind.DEPENDENCY);
    assertThat(longest(part(story, "late"))).isEqualTo(WaitCause.Kind.TIME);
  }

  @Test
  void a_breaker_that_trips_ends_it_until_a_person_resets_it() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(100).unlimited();
    queue.capacity = RehearsedQueues.MANY;
    queue.trips = RehearsedQueues.tripAt("5");
    Performance story = queue.story();
    assertThat(story.ending())
        .isInstanceOfSatisfying(
            Ending.Tripped.class, trip -> assertThat(trip.reason()).contains("the limit is $5.00"));
    assertThat(story.cost()).isBetween(Money.ofUsd("5"), Money.ofUsd("10"));
    assertThat(story.parts()).noneMatch(part -> part.state() == Part.State.DONE);
    assertThat(queue.report().chances().stops()).containsKey("the breaker trips");
  }

  @Test
  void a_run_at_its_limit_goes_back_to_the_queue_and_the_next_attempt_goes_on() {
    Performance story = new RehearsedQueues("3").with(1).unlimited().story();
    Part part = part(story, "T1");
    assertThat(part.state()).isEqualTo(Part.State.DONE);
    assertThat(part.attempts()).isEqualTo(2);
    assertThat(part.spent()).isGreaterThan(Money.ofUsd("3"));
    assertThat(part.waited().keySet())
        .contains(new WaitCause(WaitCause.Kind.BUDGET, "limit of a run"));
  }

  @Test
  void where_time_frees_nothing_the_rest_waits_for_a_person_and_that_is_said() {
    RehearsalReport report =
        new RehearsedQueues("0.5").with(10).limit(RehearsedQueues.TOTAL, "2").report();
    assertThat(report.story().cost()).isLessThanOrEqualTo(Money.ofUsd("2"));
    assertThat(report.story().ending()).isInstanceOf(Ending.Stuck.class);
    assertThat(report.end()).isEmpty();
    assertThat(report.chances().stops().keySet())
        .anyMatch(stop -> stop.contains("the budget global total"));
  }

  @Test
  void its_mean_is_the_forecasts() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(20).unlimited();
    queue.capacity = RehearsedQueues.MANY;
    List<Performance> draws = Rehearsal.drawn(queue.scene(), queue.tasks(), 200);
    double mean = draws.stream().mapToLong(draw -> draw.cost().nanos()).average().orElseThrow();
    List<dev.trafficcontrol.forecast.TaskForecast> forecasts =
        queue.tasks().stream().map(RehearsedTask::forecast).toList();
    QueueForecast forecast =
        QueueForecast.of(
            new Forecast(forecasts, Money.ofUsd("80")),
            List.of(),
            new QueueForecast.Work(NOON, 50));
    assertThat(mean / forecast.half().nanos()).isBetween(0.95, 1.05);
  }

  @Test
  void a_thousand_tasks_are_rehearsed_in_about_a_second() {
    RehearsedQueues queue = new RehearsedQueues("0.5").with(1_000).unlimited();
    queue.report();
    long begin = System.nanoTime();
    RehearsalReport report = queue.report();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf(
        "1,000 tasks: %d calls, %d draws, %d ms%n",
        report.story().calls(), report.chances().draws(), took.toMillis());
    assertThat(report.story().ending()).isEqualTo(new Ending.AllDone());
    assertThat(report.chances().done()).isEqualTo(report.chances().draws());
    assertThat(took).isLessThan(Duration.ofSeconds(20));
  }
}
