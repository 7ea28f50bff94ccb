package dev.trafficcontrol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.PastTask;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.preflight.PreflightFacts.Purse;
import dev.trafficcontrol.preflight.PreflightFacts.WaitingTask;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreflightTest {

  private static final Purse DAY = new Purse(Money.ofUsd("50"), false);

  private static QueueForecast forecast(int tasks, String usdEach) {
    return QueueForecast.of(
        Forecast.of(
            IntStream.range(0, tasks)
                .mapToObj(i ->
                    new ForecastTask(
                        "T" + i,
                        new Kind("shop", "claude-sonnet-5-5", Size.SMALL),
                        1,
                        Money.ofUsd(usdEach)))
                .toList(),
            new Experience(List.of()),
            new Bounds(Money.ofUsd("60"), Money.ofUsd("60"), Duration.ofHours(2))),
        List.of(),
        new QueueForecast.Work(Instant.EPOCH, 2));
  }

  private static PreflightReport check(int tasks, String usdEach) {
    return Preflight.check(
        facts("development", waiting(tasks, "Add login", "person"), usdEach, DAY));
  }

  private static List<WaitingTask> waiting(int tasks, String title, String origin) {
    return IntStream.range(0, tasks)
        .mapToObj(i -> new WaitingTask("T" + i, title, origin))
        .toList();
  }

  private static PreflightFacts facts(
      String environment, List<WaitingTask> tasks, String usdEach, Purse purse) {
    return new PreflightFacts(
        environment, tasks, forecast(tasks.size(), usdEach), purse, BreakerState.CLOSED, List.of());
  }

  @Test
  void a_small_cheap_queue_starts_without_a_question() {
    assertThat(check(10, "0.50").verdict()).isInstanceOf(Verdict.Clear.class);
    assertThat(check(10, "0.50").passed()).isTrue();
  }

  @Test
  void a_forecast_above_five_dollars_needs_a_yes_even_without_a_warning() {
    assertThat(check(10, "0.51").verdict())
        .isEqualTo(
            new Verdict.NeedsConfirmation(
                Money.ofUsd("5.10"), 10, List.of("the forecast is above $5.00")));
  }

  @Test
  void in_production_each_start_needs_a_yes_however_small_it_is() {
    assertThat(
            Preflight.check(facts("production", waiting(1, "Add login", "person"), "0.01", DAY))
                .verdict())
        .isEqualTo(
            new Verdict.NeedsConfirmation(
                Money.ofUsd("0.01"), 1, List.of("this is production: each start needs a yes")));
  }

  @Test
  void eleven_tasks_warn_and_fifty_one_are_refused_unless_the_numbers_are_named() {
    assertThat(check(11, "0.01").verdict()).isInstanceOf(Verdict.NeedsConfirmation.class);
    assertThat(check(50, "0.01").verdict()).isInstanceOf(Verdict.NeedsConfirmation.class);
    assertThat(check(51, "0.01").verdict()).isInstanceOf(Verdict.NeedsNumbers.class);
  }

  @Test
  void a_forecast_of_fifty_one_dollars_is_refused_unless_the_numbers_are_named() {
    assertThat(check(1, "20.01").verdict()).isInstanceOf(Verdict.NeedsConfirmation.class);
    assertThat(check(1, "51").verdict()).isInstanceOf(Verdict.NeedsNumbers.class);
  }

  @Test
  void a_forecast_above_the_budget_left_is_refused_unless_the_numbers_are_named() {
    PreflightReport report =
        Preflight.check(
            facts(
                "development",
                waiting(3, "Add login", "person"),
                "1",
                new Purse(Money.ofUsd("2.99"), false)));
    assertThat(report.verdict()).isInstanceOf(Verdict.NeedsNumbers.class);
    assertThat(report.summary().budgetAvailable()).isEqualTo(Money.ofUsd("2.99"));
  }

  @Test
  void
      F81_a_failed_check_stops_the_start_and_an_open_breaker_or_a_zero_budget_can_not_be_overridden() {
    PreflightFacts open =
        new PreflightFacts(
            "development",
            waiting(1, "Add login", "person"),
            forecast(1, "1"),
            DAY,
            new BreakerState.Open(TripKind.HARD, "burn", "monitor", Instant.EPOCH),
            List.of());
    assertThat(Preflight.check(open).verdict()).isInstanceOf(Verdict.Refused.class);
    assertThat(Preflight.check(open).passed()).isFalse();
    assertThat(
            Preflight.check(
                    facts(
                        "development",
                        waiting(1, "x", "person"),
                        "0.01",
                        new Purse(Money.ZERO, false)))
                .verdict())
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void F83_a_title_only_flags_and_only_whole_words_of_it() {
    assertThat(
            Preflight.check(facts("development", waiting(1, "Add login test", "person"), "1", DAY))
                .verdict())
        .isInstanceOf(Verdict.NeedsConfirmation.class);
    assertThat(
            Preflight.check(
                    facts("development", waiting(1, "Fix the latest release", "person"), "1", DAY))
                .verdict())
        .isInstanceOf(Verdict.Clear.class);
  }

  @Test
  void a_word_of_a_title_is_one_also_beside_an_underscore_or_a_bracket() {
    for (String title : List.of("test_user", "[sample] page", "TODO: later", "Mock the clock")) {
      assertThat(
              Preflight.check(facts("development", waiting(1, title, "person"), "1", DAY))
                  .summary()
                  .testDataDetected())
          .as(title)
          .isTrue();
    }
    assertThat(
            Preflight.check(facts("development", waiting(1, "Contest 2test", "person"), "1", DAY))
                .summary()
                .testDataDetected())
        .isFalse();
  }

  @Test
  void approved_tasks_of_the_demo_are_test_data_too() {
    assertThat(
            Preflight.check(facts("production", waiting(1, "Add login", "demo"), "1", DAY))
                .verdict())
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void approved_test_data_never_starts_in_production() {
    assertThat(
            Preflight.check(facts("production", waiting(1, "Add login", "test"), "1", DAY))
                .verdict())
        .isInstanceOf(Verdict.Refused.class);
    assertThat(
            Preflight.check(facts("development", waiting(1, "Add login", "test"), "1", DAY))
                .verdict())
        .isInstanceOf(Verdict.NeedsConfirmation.class);
  }

  @Test
  void F81_what_is_missing_is_named_with_its_fix_and_refuses_for_good() {
    PreflightReport report =
        Preflight.check(
            new PreflightFacts(
                "development",
                waiting(1, "Add login", "person"),
                forecast(1, "1"),
                DAY,
                BreakerState.CLOSED,
                List.of(
                    new Problem(
                        "Prices", Check.Weight.FINAL, "gpt-9 has no price", "use another model"))));
    assertThat(report.verdict()).isEqualTo(new Verdict.Refused(List.of("gpt-9 has no price")));
    assertThat(report.checks())
        .extracting(Check::name)
        .containsExactly(
            "Queued Task Count",
            "Test Data Detection",
            "Estimated Cost",
            "Budget Availability",
            "Task Origins",
            "Breaker",
            "Environment",
            "Admission",
            "Repositories",
            "Agents",
            "Prices",
            "Billing",
            "Isolation",
            "Disk Space");
  }

  /// Twenty like tasks have cost about a dollar each; each new one may cost up to ten.
  private static QueueForecast known(int tasks, BudgetView... budgets) {
    Kind kind = new Kind("shop", "claude-sonnet-5-5", Size.SMALL);
    List<PastTask> history =
        IntStream.range(0, 20)
            .mapToObj(i ->
                new PastTask(
                    "P" + i,
                    kind,
                    Money.ofNanos(1_000_000_000 + i % 7),
                    Duration.ofMinutes(10),
                    Instant.EPOCH,
                    TaskState.REVIEW))
            .toList();
    Forecast forecast =
        Forecast.of(
            IntStream.range(0, tasks)
                .mapToObj(i -> new ForecastTask("T" + i, kind, 1, null))
                .toList(),
            new Experience(history),
            new Bounds(Money.ofUsd("10"), Money.ofUsd("10"), Duration.ofHours(2)));
    return QueueForecast.of(forecast, List.of(budgets), new QueueForecast.Work(Instant.EPOCH, 2));
  }

  private static PreflightReport check(QueueForecast forecast, Purse purse) {
    return Preflight.check(
        new PreflightFacts(
            "development",
            waiting(forecast.tasks().tasks().size(), "Add login", "person"),
            forecast,
            purse,
            BreakerState.CLOSED,
            List.of()));
  }

  @Test
  void with_history_nine_of_ten_cases_are_held_against_the_thresholds_and_a_yes_stays_at_fifty() {
    PreflightReport report = check(known(9), DAY);
    assertThat(report.summary().estimatedCost()).isEqualTo(Money.ofUsd("90"));
    assertThat(report.verdict())
        .isEqualTo(
            new Verdict.NeedsConfirmation(
                Money.ofUsd("50"), 9, List.of("the forecast is above $5.00")));
    assertThat(report.checks())
        .filteredOn(check -> check.name().equals("Estimated Cost"))
        .first()
        .extracting(Check::message)
        .asString()
        .matches("50 % \\$9\\.[0-9]+, 90 % \\$9\\.[0-9]+, up to \\$90\\.00 at worst");
    assertThat(check(known(9), new Purse(Money.ofUsd("8.50"), false)).verdict())
        .isInstanceOf(Verdict.NeedsNumbers.class);
  }

  @Test
  void a_likely_crossing_of_a_budget_is_a_line_of_its_own_and_an_unlikely_one_is_not() {
    BudgetId id = new BudgetId(Scope.GLOBAL, Window.TOTAL);
    BudgetView small = new BudgetView(id, Limit.of(Money.ofUsd("5.5")), Money.ZERO, Money.ZERO);
    BudgetView large = new BudgetView(id, Limit.of(Money.ofUsd("40")), Money.ZERO, Money.ZERO);
    assertThat(check(known(9, small), DAY).checks())
        .filteredOn(check -> check.name().equals("Budget Forecast"))
        .singleElement()
        .satisfies(check -> {
          assertThat(check.message())
              .startsWith("100 % chance that the budget global/total does not last: $5.50 left")
              .contains("until about 1970-01-01T00:30");
          assertThat(check.weight()).isEqualTo(Check.Weight.WARNING);
        });
    assertThat(check(known(9, large), DAY).checks())
        .extracting(Check::name)
        .doesNotContain("Budget Forecast");
  }
}
