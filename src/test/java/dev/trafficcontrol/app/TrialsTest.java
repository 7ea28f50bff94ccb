package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.CloseBreaker;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.task.TaskWishes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ends the trial of a half-open breaker without a person.
class TrialsTest {

  private static final Instant NOON = WorkBench.NOON;
  private static final Scope SHOP = Scope.parse("project:shop");
  private static final Verdict WELL =
      new Verdict(new TaskOutcome.ReadyForReview("run/R1"), Optional.empty());
  private static final Verdict BADLY =
      new Verdict(new TaskOutcome.Failed("red"), Optional.of("tests failed"));

  @TempDir private Path home;
  private SqliteDatabase database;
  private SqlRuns runs;
  private WorkBench work;
  private LedgerWriter ledger;
  private Trials trials;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    runs = new SqlRuns(database);
    work = SqlBench.bench(database);
    work.project("shop", 1);
    work.project("blog", 1);
    ledger = LedgerWriter.open(new MemoryBook(), () -> NOON, BookListener.NOBODY);
    trials = new Trials(runs, ledger, ShippedPrices.read());
    ledger.ask(new TripBreaker(SHOP, TripKind.SOFT, "look", "olive"));
    ledger.ask(new ResetBreaker(SHOP, "looked", "olive"));
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  private Claim begun(String project, Instant at) {
    return begunAs(TaskWishes.DEFAULT, project, at);
  }

  private Claim begunAs(TaskWishes wishes, String project, Instant at) {
    Claim claim = work.claim(work.task(project, "one", wishes, NOON), NOON);
    runs.running(claim.run(), new ChildMark(4242, "boot 17"), at);
    return claim;
  }

  private void ended(Claim claim, Verdict how, Instant at) {
    runs.ended(claim.run(), new Collected(Optional.empty(), 0, List.of()), how, at);
  }

  @Test
  void a_trial_whose_run_ended_well_is_over_however_many_runs_of_others_began_meanwhile() {
    Claim trial = begun("shop", NOON.plusSeconds(1));
    for (int other = 0; other < 60; other++) {
      begun("blog", NOON.plusSeconds(2));
    }
    ended(trial, WELL, NOON.plusSeconds(3));
    trials.closeAfterThem();
    assertThat(ledger.breaker(SHOP)).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void a_run_of_before_the_reset_one_of_another_project_and_one_that_failed_end_no_trial() {
    ended(begun("shop", NOON), WELL, NOON.plusSeconds(5));
    ended(begun("blog", NOON.plusSeconds(1)), WELL, NOON.plusSeconds(5));
    ended(begun("shop", NOON.plusSeconds(1)), BADLY, NOON.plusSeconds(5));
    trials.closeAfterThem();
    assertThat(ledger.breaker(SHOP)).isInstanceOf(BreakerState.HalfOpen.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-4-0", "claude-sonnet-4-20250514", "claude-sonnet-4"})
  void a_trial_of_a_model_is_over_when_a_run_ends_well_that_asked_for_it_by_any_of_its_names(
      String name) {
    ledger.ask(new CloseBreaker(SHOP, "one trial at a time", "olive"));
    Scope model = Scope.parse("model:claude-sonnet-4");
    ledger.ask(new TripBreaker(model, TripKind.SOFT, "look", "olive"));
    ledger.ask(new ResetBreaker(model, "looked", "olive"));
    ended(begun("shop", NOON.plusSeconds(1)), WELL, NOON.plusSeconds(2));
    trials.closeAfterThem();
    assertThat(ledger.breaker(model)).isInstanceOf(BreakerState.HalfOpen.class);
    ended(begunAs(WorkBench.model(name), "shop", NOON.plusSeconds(1)), WELL, NOON.plusSeconds(3));
    trials.closeAfterThem();
    assertThat(ledger.breaker(model)).isEqualTo(BreakerState.CLOSED);
  }
}
