package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.History;
import dev.trafficcontrol.forecast.Judged;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.PastTask;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.task.CleanExtent;
import dev.trafficcontrol.task.CleanPlan;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlHistoryTest {

  private static final Collected NOTHING = new Collected(Optional.empty(), 0, List.of());
  private static final Instant LATER = NOON.plus(Duration.ofDays(1));
  private static final TaskOutcome GOOD = new TaskOutcome.ReadyForReview("good");
  private static final Kind KIND = new Kind("shop", "claude-sonnet-5-5", Size.SMALL);

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private Database database;
  private WorkBench bench;
  private SqlHistory history;
  private SqlForecasts forecasts;
  private int charges;

  SqlHistoryTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    database = store.open();
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    history = new SqlHistory(database);
    forecasts = new SqlForecasts(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_task_costs_and_takes_what_all_its_attempts_did_together() {
    String task = bench.task("shop", "Fix the basket");
    attempt(task, NOON, 60, new TaskOutcome.Retry(NOON, "red"));
    charge(task, "0.25");
    charge(task, "0.05");
    attempt(task, NOON.plusSeconds(100), 20, GOOD);
    charge(task, "0.10");

    assertThat(history.latest(LATER))
        .containsExactly(
            new PastTask(
                task,
                KIND,
                Money.ofUsd("0.40"),
                Duration.ofSeconds(80),
                NOON.plusSeconds(120),
                TaskState.REVIEW));
  }

  @Test
  void what_was_never_done_is_live_was_cancelled_or_is_test_data_is_no_history() {
    bench.task("shop", "Waits");
    bench.claim(bench.task("shop", "Is live"), NOON);
    String cancelled = bench.task("shop", "Was cancelled");
    attempt(cancelled, NOON, 1, new TaskOutcome.Failed("red"));
    bench.move(cancelled, TaskMove.CANCEL);
    String test =
        bench
            .add(
                List.of(WorkBench.draft("shop", "Test", TaskWishes.DEFAULT)),
                new Provenance(Origin.TEST, "ann", NOON))
            .getFirst()
            .id();
    if (bench.state(test) == TaskState.QUARANTINED) {
      bench.move(test, TaskMove.APPROVE);
    }
    attempt(test, NOON, 1, GOOD);

    assertThat(history.latest(LATER)).isEmpty();
  }

  @Test
  void the_latest_come_first_and_the_oldest_not_at_all() {
    String older = bench.task("shop", "Older");
    String newer = bench.task("shop", "Newer");
    attempt(newer, NOON.plusSeconds(50), 5, new TaskOutcome.Failed("red"));
    attempt(older, NOON, 5, GOOD);

    assertThat(history.latest(LATER)).extracting(PastTask::id).containsExactly(newer, older);
    assertThat(history.latest(NOON.plus(History.OLDEST).plusSeconds(20)))
        .extracting(PastTask::id)
        .containsExactly(newer);
  }

  @Test
  void a_forecast_is_kept_and_held_against_what_its_task_cost_once_it_is_over() {
    String task = bench.task("shop", "Fix the basket");
    keep(task, "1");
    keep(task, "0.50");
    assertThat(forecasts.judged(LATER)).isEmpty();

    attempt(task, NOON, 60, GOOD);
    charge(task, "0.60");

    assertThat(forecasts.judged(LATER))
        .containsExactly(
            new Judged(
                task, KIND, Money.ofUsd("0.50"), Money.ofUsd("0.50"), 0, Money.ofUsd("0.60")));
  }

  @Test
  void what_is_expected_of_a_task_is_told_only_where_it_rests_on_like_tasks() {
    String guessed = bench.task("shop", "Nobody knows");
    keep(guessed, "1");
    for (int each = 0; each < 12; each++) {
      String done = bench.task("shop", "Done " + each);
      attempt(done, NOON, 60, GOOD);
      charge(done, "0.60");
    }
    String next = bench.task("shop", "Next");
    Forecast forecast =
        Forecast.of(
            List.of(new ForecastTask(next, KIND, 1, null)),
            new Experience(history.latest(LATER)),
            new Bounds(Money.ofUsd("5"), Money.ofUsd("5"), Duration.ofHours(2)));
    forecasts.keep("C2", forecast.tasks(), LATER);

    Map<String, Money> halves = forecasts.halves(List.of(guessed, next, "T999"));
    assertThat(halves).containsOnlyKeys(next);
    assertThat(halves.get(next)).isBetween(Money.ofUsd("0.55"), Money.ofUsd("0.70"));
  }

  @Test
  void a_task_that_is_cleaned_away_takes_its_forecast_with_it() {
    String task =
        bench
            .add(
                List.of(WorkBench.draft("shop", "Test", TaskWishes.DEFAULT)),
                new Provenance(Origin.TEST, "ann", NOON))
            .getFirst()
            .id();
    keep(task, "1");
    SqlCleanup cleanup = new SqlCleanup(database);
    CleanPlan plan = cleanup.look(CleanExtent.TEST_DATA);
    cleanup.clean(CleanExtent.TEST_DATA, plan.mark());
    long left =
        database.<Long>read(connection ->
            Sql.first(connection, "SELECT count(*) FROM tc_forecasts", row -> row.getLong(1))
                .orElseThrow());
    assertThat(left).isZero();
  }

  private void keep(String task, String usd) {
    Money most = Money.ofUsd(usd);
    Forecast forecast =
        Forecast.of(
            List.of(new ForecastTask(task, KIND, 1, null)),
            new Experience(List.of()),
            new Bounds(most, most, Duration.ofHours(2)));
    forecasts.keep("C1", forecast.tasks(), NOON);
  }

  private void attempt(String task, Instant from, int seconds, TaskOutcome outcome) {
    Claim claim = bench.claim(task, from);
    bench.queue().started(claim, from);
    new SqlRuns(database)
        .ended(
            claim.run(),
            NOTHING,
            new Verdict(outcome, Optional.empty()),
            from.plusSeconds(seconds));
    assertThat(bench.queue().finish(claim, outcome, from.plusSeconds(seconds))).isTrue();
  }

  /// As the usage log has it once a call of the task is settled.
  private void charge(String task, String usd) {
    charges++;
    database.write(connection ->
        Sql.update(
            connection,
            """
            INSERT INTO tc_usage_log
              (hold_id, at, basis, key_id, project_id, task_id, run_id, model, input_tokens, cache_write_5m_tokens,
               cache_write_1h_tokens, cache_read_tokens, output_tokens, web_searches, cost_usd, cost_nanos, held_event,
               ended_event)
            VALUES (?, '2026-11-23T12:00:00Z', 'settled', 'K', 'shop', ?, 'R', 'm', 0, 0, 0, 0, 0, 0, ?, ?, ?, ?)
            """,
            "H" + charges,
            task,
            usd,
            Money.ofUsd(usd).nanos(),
            charges,
            charges));
  }
}
