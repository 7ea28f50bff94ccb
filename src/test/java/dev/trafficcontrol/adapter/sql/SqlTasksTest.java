package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.after;
import static dev.trafficcontrol.queue.WorkBench.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.AgentWish;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskFile;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
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
class SqlTasksTest {

  private static final Provenance IMPORT = new Provenance(Origin.IMPORT, "ann", NOON);

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private Database database;
  private WorkBench bench;

  SqlTasksTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    openAgain();
    bench.project("shop", 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everything_wanted_is_there_after_a_restart() {
    TaskWishes wishes =
        new TaskWishes(
            new AgentWish("command", "claude-opus-5-5"),
            7,
            NOON.plusSeconds(5),
            List.of(),
            3,
            Money.ofUsd("0.75"));
    TaskText text =
        new TaskText("'; DROP TABLE tc_tasks; --", "Ümläuts,\n\"quotes\", 🚦 and $(sh)");
    Task added =
        bench.add(List.of(new TaskDraft(new ProjectName("shop"), text, wishes)), IMPORT).getFirst();
    Project repo =
        new Project(
            new ProjectName("repo"),
            new Workspace("/srv/repo", "main", "make test"),
            new AgentChoice("command", "claude-haiku-5-5"),
            4,
            Project.Standing.ACTIVE);
    assertThat(bench.projects().add(repo, NOON)).isTrue();
    assertThat(bench.projects().add(repo, NOON)).as("a name is taken once").isFalse();
    store.close();
    openAgain();
    assertThat(bench.get(added.id())).isEqualTo(added);
    assertThat(added.text()).isEqualTo(text);
    assertThat(added.wishes()).isEqualTo(wishes);
    assertThat(bench.projects().find(repo.name())).contains(repo);
    assertThat(bench.projects().list()).extracting(Project::id).containsExactly("repo", "shop");
  }

  private void openAgain() {
    database = store.open();
    bench = SqlBench.bench(database);
  }

  @Test
  void imported_tasks_are_quarantined_and_keep_their_origin() {
    TaskFile.Read file =
        (TaskFile.Read)
            TaskFile.markdown("- [ ] A\n  id: a\n- [ ] B\n  after: a\n", new ProjectName("shop"));
    List<Task> tasks = bench.add(file.drafts(), IMPORT);
    assertThat(tasks).extracting(Task::state).containsOnly(TaskState.QUARANTINED);
    assertThat(tasks).extracting(task -> task.provenance().origin()).containsOnly(Origin.IMPORT);
    assertThat(tasks.getLast().wishes().after()).containsExactly("T1");
    assertThat(bench.tasks().counts()).isEqualTo(Map.of(TaskState.QUARANTINED, 2L));
    assertThat(bench.ready(NOON)).isEmpty();
  }

  @Test
  void F84_test_data_is_quarantined_whatever_its_title() {
    Task test =
        bench
            .add(
                List.of(draft("shop", "Add login", TaskWishes.DEFAULT)),
                new Provenance(Origin.TEST, "suite", NOON))
            .getFirst();
    assertThat(test.state()).isEqualTo(TaskState.QUARANTINED);
    String real = bench.task("shop", "Add login test");
    assertThat(bench.state(real)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void one_draft_that_is_refused_imports_none() {
    List<TaskDraft> good = List.of(draft("shop", "A", TaskWishes.DEFAULT));
    for (TaskDraft bad :
        List.of(
            draft("nowhere", "B", TaskWishes.DEFAULT),
            draft("shop", "B", after("T99")),
            draft("shop", "B", after("#3")))) {
      Tasks.AddReply reply = bench.tasks().add(List.of(good.getFirst(), bad), IMPORT);
      assertThat(reply)
          .isInstanceOfSatisfying(
              Tasks.AddReply.Refused.class, why -> assertThat(why.draft()).isEqualTo(1));
    }
    assertThat(bench.tasks().counts()).isEmpty();
    assertThat(bench.task("shop", "the first id is still free")).isEqualTo("T1");
  }

  @Test
  void a_task_can_not_wait_for_itself_by_a_detour_or_for_what_is_cancelled() {
    String first = bench.task("shop", "first");
    String second = bench.task("shop", "second", after(first), NOON);
    assertThat(change(first, after(second)).toString()).contains("waits for T1 itself");
    assertThat(change(first, after(first)).toString()).contains("waits for T1 itself");
    bench.move(first, TaskMove.CANCEL);
    assertThat(bench.tasks().add(List.of(draft("shop", "late", after(first))), IMPORT).toString())
        .contains("T1 is cancelled");
  }

  @Test
  void a_move_that_the_states_do_not_allow_is_refused_and_changes_nothing() {
    String task = bench.task("shop", "one");
    for (TaskMove move :
        List.of(TaskMove.APPROVE, TaskMove.RETRY, TaskMove.ACCEPT, TaskMove.REJECT)) {
      assertThat(bench.tasks().move(task, move, "ann", NOON))
          .isEqualTo(new Tasks.MoveReply.Refused("T1 is queued"));
    }
    assertThat(bench.tasks().move("T7", TaskMove.APPROVE, "ann", NOON))
        .isEqualTo(new Tasks.MoveReply.Refused("there is no task T7"));
    bench.claim(task, NOON);
    assertThat(change(task, TaskWishes.DEFAULT).toString()).contains("T1 is assigned");
  }

  @Test
  void a_rejected_result_is_queued_again() {
    String task = bench.task("shop", "one");
    bench.work(task);
    bench.move(task, TaskMove.REJECT);
    assertThat(bench.ready(NOON)).containsExactly(task);
  }

  @Test
  void tasks_are_listed_by_state_and_project_in_pages() {
    bench.project("tests", 1);
    for (int i = 0; i < 11; i++) {
      bench.task(i % 2 == 0 ? "shop" : "tests", "t" + i);
    }
    bench.move("T3", TaskMove.CANCEL);
    Tasks.Filter filter = new Tasks.Filter(Optional.of(TaskState.QUEUED), Optional.of("shop"));
    assertThat(bench.tasks().list(filter, "", 3))
        .extracting(Task::id)
        .containsExactly("T1", "T5", "T7");
    assertThat(bench.tasks().list(filter, "T7", 3))
        .extracting(Task::id)
        .containsExactly("T9", "T11");
  }

  @Test
  void the_selects_of_the_retrospective_run_as_they_stand() {
    bench.task("shop", "one");
    bench.task("shop", "two");
    bench.move("T1", TaskMove.CANCEL);
    List<String> counts =
        database.read(connection ->
            Sql.list(
                connection,
                "SELECT COUNT(*), status FROM tc_tasks GROUP BY status;",
                row -> row.getLong(1) + " " + row.getString(2)));
    assertThat(counts).containsExactlyInAnyOrder("1 cancelled", "1 queued");
    List<String> titles =
        database.read(connection ->
            Sql.list(
                connection,
                "SELECT title FROM tc_tasks WHERE status='queued' LIMIT 10;",
                row -> row.getString(1)));
    assertThat(titles).containsExactly("two");
  }

  private Tasks.MoveReply change(String task, TaskWishes wishes) {
    return bench.tasks().change(task, new TaskText("changed", ""), wishes, "ann", NOON);
  }
}
