package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.after;
import static dev.trafficcontrol.queue.WorkBench.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.CleanExtent;
import dev.trafficcontrol.task.CleanPlan;
import dev.trafficcontrol.task.Cleanup;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlCleanupTest {

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private Database database;
  private WorkBench bench;
  private Cleanup cleanup;

  SqlCleanupTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    database = store.open();
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    cleanup = new SqlCleanup(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_was_shown_is_removed_with_its_history_and_nothing_else() {
    String real = bench.task("shop", "Add login test");
    String first = test("one", TaskWishes.DEFAULT);
    String second = test("two", after(first));
    CleanPlan plan = cleanup.look(CleanExtent.TEST_DATA);
    assertThat(plan.removed()).extracting(Task::id).containsExactly(first, second);
    Cleanup.Reply reply = cleanup.clean(CleanExtent.TEST_DATA, plan.mark());
    assertThat(reply).isEqualTo(new Cleanup.Reply.Cleaned(plan, plan.after()));
    assertThat(bench.tasks().list(Tasks.Filter.ALL, "", 9))
        .extracting(Task::id)
        .containsExactly(real);
    assertThat(test("the ids are not given again", TaskWishes.DEFAULT)).isEqualTo("T4");
  }

  @Test
  void nothing_is_removed_that_was_not_shown() {
    test("one", TaskWishes.DEFAULT);
    CleanPlan seen = cleanup.look(CleanExtent.TEST_DATA);
    test("two", TaskWishes.DEFAULT);
    assertThat(cleanup.clean(CleanExtent.TEST_DATA, seen.mark()))
        .isEqualTo(new Cleanup.Reply.Changed(cleanup.look(CleanExtent.TEST_DATA)));
    assertThat(cleanup.look(CleanExtent.TEST_DATA).removed()).hasSize(2);
  }

  @Test
  void a_task_that_a_run_has_stays_and_so_does_what_a_staying_task_waits_for() {
    String claimed = test("one", TaskWishes.DEFAULT);
    String needed = test("two", TaskWishes.DEFAULT);
    bench.task("shop", "real work", after(needed), NOON);
    bench.move(claimed, TaskMove.APPROVE);
    bench.claim(claimed, NOON);
    CleanPlan plan = cleanup.look(CleanExtent.TEST_DATA);
    assertThat(plan.removed()).isEmpty();
    assertThat(plan.kept()).extracting(kept -> kept.task().id()).containsExactly(claimed, needed);
  }

  private String test(String title, TaskWishes wishes) {
    return bench
        .add(List.of(draft("shop", title, wishes)), new Provenance(Origin.TEST, "suite", NOON))
        .getFirst()
        .id();
  }
}
