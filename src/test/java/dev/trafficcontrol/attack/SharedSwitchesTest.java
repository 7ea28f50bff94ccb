package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.task.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said to one of two daemons on one PostgreSQL holds for the other, and what one has taken
/// the other leaves alone.
class SharedSwitchesTest {

  private static final int OK = 200;
  private static final int MOST_AGENTS = 2;
  private static final int TASKS = 6;

  /// Each costs $0.00025.
  private static final int TASKS_WORTH_MORE = 9;

  @TempDir private Path folder;
  private SharedWork work;

  @BeforeEach
  void begin() throws IOException {
    work = new SharedWork(folder);
    work.comeUp(SharingDaemon.Lasting.AS_SHIPPED, SharingDaemon.Machine.THE_SAME);
  }

  @AfterEach
  void end() throws IOException {
    work.close();
  }

  @Test
  void F80_a_kill_or_a_trip_on_one_node_stops_the_other_until_its_owner_takes_it_back()
      throws Exception {
    work.referee.gather(Integer.MAX_VALUE);
    work.tasks(2);
    work.startBoth(2);
    work.goOn();
    await().atMost(SharedWork.PATIENCE).until(() -> work.referee.runs() == 2);
    String key =
        work.a
            .shell
            .facts("key", "create", "--name", "person", "--limit", "1", "--window", "total")
            .text("key");
    awaitAnswer(work.b, key, OK);

    work.a.shell.facts("breaker", "trip", "--reason", "looks odd");
    awaitRefusal(work.b, key);
    work.a.shell.facts("breaker", "reset", "--reason", "was nothing");
    work.a.shell.facts("breaker", "reset", "--reason", "was nothing");
    awaitAnswer(work.b, key, OK);

    work.a.shell.facts("kill", "--reason", "enough");
    await().atMost(SharedWork.PATIENCE).until(work.b::isDead);
    assertThat(Leftovers.of(work.b.home)).isEmpty();
    assertThat(Leftovers.of(work.a.home)).isEmpty();
    work.b.begin(SharingDaemon.Lasting.AS_SHIPPED, SharingDaemon.Machine.THE_SAME);
    work.b.comesUp();
    awaitRefusal(work.b, key);
    work.a.shell.facts("resume", "--reason", "go on");
    awaitAnswer(work.b, key, OK);
    DeadHome found = work.check();
    assertThat(found.open()).isEmpty();
    assertThat(found.claims()).isEmpty();
  }

  private static void awaitAnswer(SharingNode node, String key, int status) {
    await().atMost(SharedWork.PATIENCE).until(() -> node.call(key) == status);
  }

  private static void awaitRefusal(SharingNode node, String key) {
    await().atMost(SharedWork.PATIENCE).until(() -> node.call(key) > OK);
  }

  @Test
  void F53_two_daemons_work_one_queue_each_task_once_and_never_more_agents_than_the_sum_allows()
      throws IOException {
    work.referee.gather(2);
    work.tasks(TASKS);
    work.startBoth(MOST_AGENTS);
    work.goOn();
    work.a.start(MOST_AGENTS);

    work.awaitAllDone();
    DeadHome found = work.check();
    assertThat(work.referee.fouls()).isEmpty();
    assertThat(work.referee.runs()).isEqualTo(TASKS);
    assertThat(work.referee.mostAtOnce().get(Referee.ALL)).isEqualTo(MOST_AGENTS);
    assertThat(found.runs())
        .extracting(RunRecord::claim)
        .extracting(Claim::attempt)
        .containsOnly(1);
    // How many of them which node works, nobody promises: the first may be quick.
    assertThat(found.open()).isEmpty();
    assertThat(found.claims()).isEmpty();
  }

  @Test
  void F04_runs_of_two_daemons_together_stay_within_the_one_limit_and_use_it() throws Exception {
    work.tasks(TASKS_WORTH_MORE);
    work.startBoth(MOST_AGENTS);
    work.goOn();
    await().atMost(SharedWork.PATIENCE).until(() -> done() >= 2);
    work.limit(Money.ofUsd("0.0015"));

    await()
        .atMost(SharedWork.PATIENCE)
        .until(() -> work.tasks().stream().noneMatch(task -> task.state().isLive()));
    DeadHome found = work.check();
    assertThat(done()).as("tasks that the limit has room for").isLessThan(TASKS_WORTH_MORE);
    assertThat(found.open()).isEmpty();
  }

  private long done() {
    return work.tasks().stream().filter(task -> task.state() == TaskState.REVIEW).count();
  }
}
