package dev.trafficcontrol.scheduler;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.WorkBench;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tasks that can't pay, ahead of others of their project and class that can.
class HiddenTasksTest {

  @TempDir private Path home;
  private SqliteDatabase database;
  private WorkBench bench;
  private SchedulerLoop loop;
  private final Set<String> broke = new HashSet<>();
  private final List<String> started = new ArrayList<>();
  private int questions;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    loop =
        new SchedulerLoop(
            bench.queue(),
            () ->
                new Conditions(
                    Map.of(),
                    WIDE,
                    bench.admissions().standing(),
                    "here",
                    UnaryOperator.identity()),
            this::objection,
            (Claim claim) -> started.add(claim.task()),
            InstantSource.fixed(NOON));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Optional<DeferReason.NoMoney> objection(Candidate candidate) {
    questions++;
    return broke.contains(candidate.task())
        ? Optional.of(new DeferReason.NoMoney("its budget is used up", null))
        : Optional.empty();
  }

  private void broke(int tasks) {
    for (int i = 0; i < tasks; i++) {
      broke.add(bench.task("shop", "its budget is used up " + i));
    }
  }

  @Test
  void tasks_without_money_do_not_hide_those_behind_them() {
    broke(QueueSnapshot.MOST_OF_A_CLASS_WITHOUT_MONEY - 1);
    String behind = bench.task("shop", "behind them all");
    Plan plan = loop.tick().orElseThrow().plan();
    assertThat(started).containsExactly(behind);
    assertThat(plan.deferrals())
        .extracting(Deferral::task)
        .containsExactlyInAnyOrderElementsOf(broke);
  }

  @Test
  void behind_more_than_are_looked_at_a_task_waits_until_one_of_them_is_gone() {
    broke(QueueSnapshot.MOST_OF_A_CLASS_WITHOUT_MONEY);
    String behind = bench.task("shop", "one too far back");
    loop.tick();
    assertThat(started).isEmpty();

    String first = broke.iterator().next();
    broke.remove(first);
    lookAgain();
    assertThat(started).startsWith(first).contains(behind);
  }

  @Test
  void where_nobody_has_money_few_are_asked_again_and_the_rest_now_and_then() {
    int all = 5 * QueueSnapshot.MOST_OF_A_CLASS;
    broke(all);
    loop.tick();
    assertThat(questions).isEqualTo(QueueSnapshot.MOST_OF_A_CLASS + all);

    questions = 0;
    String behind = bench.task("shop", "behind them all");
    for (int i = 0; i < SchedulerLoop.TICKS_AFTER_LOOKING_IN_VAIN; i++) {
      loop.tick();
    }
    assertThat(questions)
        .isEqualTo(SchedulerLoop.TICKS_AFTER_LOOKING_IN_VAIN * QueueSnapshot.MOST_OF_A_CLASS);
    assertThat(started).isEmpty();

    loop.tick();
    assertThat(started).containsExactly(behind);
  }

  private void lookAgain() {
    for (int i = 0; i < 2 * (SchedulerLoop.TICKS_AFTER_LOOKING_IN_VAIN + 1); i++) {
      loop.tick();
    }
  }
}
