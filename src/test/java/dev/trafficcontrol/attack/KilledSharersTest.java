package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two whole daemons, each a process with a home and runs of its own, share one PostgreSQL; one is
/// killed, or stands still for longer than its leases last.
class KilledSharersTest {

  /// @param step at which it comes over the first
  /// @param second where the other one is
  record Blow(Doom.Step step, SharingDaemon.Machine second) {}

  /// In this order, so that one blow meets what is most telling.
  private static final List<Doom.Step> STEPS =
      List.of(
          Doom.Step.AFTER_FORWARD,
          Doom.Step.AFTER_CLAIM,
          Doom.Step.BEFORE_SPAWN,
          Doom.Step.AFTER_SPAWN,
          Doom.Step.BEFORE_HOLD,
          Doom.Step.AFTER_HOLD,
          Doom.Step.BEFORE_SETTLE,
          Doom.Step.AFTER_SETTLE,
          Doom.Step.BEFORE_VERIFY,
          Doom.Step.AFTER_VERIFY,
          Doom.Step.BEFORE_FINISH);

  private static final String KEY = "TRAFFICCONTROL_KEY=";
  private static final int UNAUTHORIZED = 401;
  private static final int TASKS = 3;

  @TempDir private Path folder;
  private SharedWork work;

  @BeforeEach
  void begin() throws IOException {
    work = new SharedWork(folder);
  }

  @AfterEach
  void end() throws IOException {
    work.close();
  }

  static Stream<Blow> blows() {
    return STEPS.stream()
        .flatMap(step ->
            Stream.of(SharingDaemon.Machine.ANOTHER, SharingDaemon.Machine.THE_SAME)
                .map(machine -> new Blow(step, machine)))
        .limit(Attacks.times(1, 2 * STEPS.size()));
  }

  @ParameterizedTest
  @MethodSource("blows")
  void F65_what_a_killed_node_had_is_ended_charged_and_gone_on_with_although_it_stays_dead(
      Blow blow) throws Exception {
    strike(blow, Doom.Manner.DIES);
    await().atMost(SharedWork.PATIENCE).until(work.a::isDead);
    work.awaitAllDone();

    checkDone();
    switch (blow.second()) {
      case THE_SAME -> {
        assertThat(Leftovers.of(work.a.home)).isEmpty();
        assertThat(work.referee.fouls()).isEmpty();
      }
      case ANOTHER -> {
        work.a.begin(SharingDaemon.Lasting.SECONDS, SharingDaemon.Machine.THE_SAME);
        work.a.comesUp();
        assertThat(Leftovers.of(work.a.home)).as("what only its own node can end").isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("blows")
  void F59_a_node_that_stood_still_for_longer_than_its_lease_ends_its_agents_and_can_not_spend(
      Blow blow) throws Exception {
    strike(blow, Doom.Manner.STANDS_STILL);
    await().atMost(SharedWork.PATIENCE).until(work.a::isStopped);
    String stale = key(Leftovers.in(work.a.home));
    work.awaitAllDone();

    assertThat(work.b.call(stale)).as("through the other node").isEqualTo(UNAUTHORIZED);
    work.a.receive(Signals.CONT);
    assertThat(work.a.call(stale)).as("through its own node").isEqualTo(UNAUTHORIZED);
    await().atMost(SharedWork.PATIENCE).until(() -> Leftovers.of(work.a.home).isEmpty());
    checkDone();
  }

  private void strike(Blow blow, Doom.Manner manner) throws IOException {
    work.referee.gather(2);
    work.comeUp(SharingDaemon.Lasting.SECONDS, blow.second());
    work.tasks(TASKS);
    work.a.become(blow.step(), 1, manner);
    work.startBoth(2);
    work.goOn();
  }

  /// Each task has one run that came to its end, and nothing is open.
  private void checkDone() throws IOException {
    DeadHome found = work.check();
    assertThat(found.open()).isEmpty();
    assertThat(found.claims()).isEmpty();
    assertThat(found.runs())
        .filteredOn(KilledSharersTest::wasGood)
        .extracting(RunRecord::claim)
        .extracting(Claim::task)
        .hasSize(TASKS)
        .containsExactlyInAnyOrderElementsOf(found.tasks().stream().map(Task::id).toList());
  }

  private static boolean wasGood(RunRecord run) {
    return run.end().orElseThrow().outcome() instanceof TaskOutcome.ReadyForReview;
  }

  /// Of the agent that works there; one that nobody has where none does.
  private static String key(List<Leftovers.Found> agents) {
    return agents.stream()
        .flatMap(agent -> agent.environment().stream())
        .filter(variable -> variable.startsWith(KEY))
        .findFirst()
        .map(variable -> variable.substring(KEY.length()))
        .orElse("none");
  }
}
