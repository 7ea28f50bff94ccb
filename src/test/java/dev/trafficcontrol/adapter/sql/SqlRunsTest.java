package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.Verdict;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlRunsTest {

  private static final Collected NOTHING = new Collected(Optional.empty(), 0, List.of());
  private static final Verdict INTERRUPTED =
      new Verdict(new TaskOutcome.Interrupted("stopped"), Optional.empty());

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private WorkBench bench;
  private SqlRuns runs;

  SqlRunsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    Database database = store.open();
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    runs = new SqlRuns(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_run_is_remembered_from_its_intent_to_its_end() {
    Claim claim = claimed();
    assertThat(found(claim).state()).isEqualTo(RunState.INTENDED);
    runs.starting(claim.run());
    RunBranch branch = new RunBranch("/srv/shop", "/srv/shop/.git", "run/R1", "abc");
    Workplace place = new Workplace(claim.run(), "/runs/1", "/trees/1", Optional.of(branch));
    runs.placed(claim.run(), place, "session-1");
    ChildMark agent = new ChildMark(4242, "boot 17");
    runs.running(claim.run(), agent, NOON);
    assertThat(found(claim).process()).contains(agent);
    Collected work = new Collected(Optional.of("def"), 3, List.of("vendor/a", "vendor/b"));
    runs.verifying(claim.run(), work);
    runs.verifying(claim.run(), new ChildMark(4243, "boot 18"));
    Instant end = NOON.plusSeconds(60);
    Verdict verdict = new Verdict(new TaskOutcome.Retry(end, "red"), Optional.of("tests failed"));
    runs.ended(claim.run(), work, verdict, end);
    store.close();
    RunRecord record = new SqlRuns(store.open()).find(claim.run()).orElseThrow();
    assertThat(record.claim()).isEqualTo(claim);
    assertThat(record.node()).isEqualTo("here");
    assertThat(record.state()).isEqualTo(RunState.ENDED);
    assertThat(record.times().started()).contains(NOON);
    assertThat(record.times().ended()).contains(end);
    assertThat(record.place()).contains(place);
    assertThat(record.process()).isEmpty();
    assertThat(record.collected()).contains(work);
    assertThat(record.end()).contains(verdict);
  }

  @Test
  void the_first_end_stays_and_nothing_moves_a_run_back() {
    Claim claim = claimed();
    runs.ended(claim.run(), NOTHING, INTERRUPTED, NOON);
    RunRecord ended = found(claim);
    runs.starting(claim.run());
    runs.running(claim.run(), new ChildMark(1, "x"), NOON);
    runs.verifying(claim.run(), NOTHING);
    runs.ended(
        claim.run(),
        NOTHING,
        new Verdict(new TaskOutcome.ReadyForReview("late"), Optional.empty()),
        NOON.plusSeconds(9));
    assertThat(found(claim)).isEqualTo(ended);
  }

  @Test
  void open_runs_are_those_of_one_node_that_have_not_ended() {
    Claim first = claimed();
    Claim second = claimed();
    runs.ended(first.run(), NOTHING, INTERRUPTED, NOON);
    assertThat(runs.open("here"))
        .extracting(run -> run.claim().run())
        .containsExactly(second.run());
    assertThat(runs.open("elsewhere")).isEmpty();
    assertThat(runs.recent(10))
        .extracting(run -> run.claim().run())
        .containsExactly(second.run(), first.run());
    assertThat(runs.recent(1)).hasSize(1);
  }

  @Test
  void the_failure_before_is_of_the_last_attempt_that_was_not_interrupted() {
    String task = bench.task("shop", "one");
    attempt(task, new Verdict(new TaskOutcome.Retry(NOON, "red"), Optional.of("tests failed")));
    attempt(task, INTERRUPTED);
    assertThat(runs.failureBefore(task, 3)).contains("tests failed");
    assertThat(runs.failureBefore(task, 1)).isEmpty();
  }

  @Test
  void a_character_that_a_database_can_not_keep_does_not_keep_a_run_from_ending() {
    Claim claim = claimed();
    Verdict verdict = new Verdict(new TaskOutcome.Failed("said \0 and"), Optional.of("\0 \uD83D"));
    runs.ended(claim.run(), NOTHING, verdict, NOON);
    assertThat(found(claim).end().orElseThrow().outcome())
        .isEqualTo(new TaskOutcome.Failed("said \uFFFD and"));
  }

  private void attempt(String task, Verdict verdict) {
    Claim claim = bench.claim(task, NOON);
    runs.ended(claim.run(), NOTHING, verdict, NOON);
    assertThat(bench.queue().finish(claim, verdict.outcome(), NOON)).isTrue();
  }

  private Claim claimed() {
    return bench.claim(bench.task("shop", "one"), NOON);
  }

  private RunRecord found(Claim claim) {
    return runs.find(claim.run()).orElseThrow();
  }
}
