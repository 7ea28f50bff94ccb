package dev.trafficcontrol.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `rehearse`, through the command line.
class RehearseCommandTest {

  @TempDir Path folder;
  private StartRig rig;
  private int done;

  @BeforeEach
  void open() {
    rig = new StartRig(folder);
    project("shop", "claude-sonnet-5-5");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void project(String name, String model) {
    rig.stores
        .projects()
        .add(
            Project.of(new ProjectName(name), Workspace.EMPTY, new AgentChoice("worker", model)),
            StartRig.NOON);
  }

  private String waiting(String project, String... after) {
    Tasks.AddReply reply =
        rig.stores
            .tasks()
            .add(
                List.of(
                    new TaskDraft(
                        new ProjectName(project),
                        new TaskText("Fix the basket", ""),
                        TaskWishes.DEFAULT.after(List.of(after)))),
                new Provenance(Origin.PERSON, "ann", StartRig.NOON));
    return ((Tasks.AddReply.Added) reply).tasks().getFirst().id();
  }

  /// As if tasks had been worked on, in ten minutes each, for half a dollar.
  private void history(int tasks) {
    for (int i = 0; i < tasks; i++) {
      done(waiting("shop"), "0.5" + i % 10);
    }
  }

  private void done(String task, String usd) {
    done++;
    long end = rig.now.toEpochMilli() - 1 - done;
    rig.database.write(connection -> {
      Sql.update(connection, "UPDATE tc_tasks SET status = 'complete' WHERE id = ?", task);
      Sql.update(
          connection,
          """
          INSERT INTO tc_agent_sessions
            (id, task_id, project_id, attempt, token, agent, model, node, state, created_at, lease_until, ended_at)
          VALUES (?, ?, 'shop', 1, ?, 'worker', 'claude-sonnet-5-5', 'here', 'ended', ?, 0, ?)
          """,
          "R" + done,
          task,
          1_000 + done,
          end - Duration.ofMinutes(10).toMillis(),
          end);
      return Sql.update(
          connection,
          """
          INSERT INTO tc_usage_log
            (hold_id, at, basis, key_id, project_id, task_id, run_id, model, input_tokens, cache_write_5m_tokens,
             cache_write_1h_tokens, cache_read_tokens, output_tokens, web_searches, cost_usd, cost_nanos, held_event,
             ended_event)
          VALUES (?, '2026-06-01T12:00:00Z', 'settled', 'K', 'shop', ?, 'R', 'm', 0, 0, 0, 0, 0, 0, ?, ?, 1, 1)
          """,
          "H" + done,
          task,
          usd,
          Money.ofUsd(usd).nanos());
    });
  }

  private List<String> everything() {
    List<String> tables =
        rig.database.read(connection ->
            Sql.list(
                connection,
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
                row -> row.getString(1)));
    return tables.stream()
        .map(table ->
            table
                + rig.database.read(connection ->
                    Sql.list(
                        connection,
                        "SELECT * FROM \"" + table + "\"",
                        row -> {
                          StringBuilder line = new StringBuilder();
                          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                            line.append(row.getString(i)).append('|');
                          }
                          return line.toString();
                        })))
        .toList();
  }

  @Test
  void people_are_told_when_it_ends_what_it_costs_and_what_waits_for_what() {
    history(31);
    for (int i = 0; i < 20; i++) {
      waiting("shop");
    }
    rig.run("budget", "set", "--scope", "global", "--window", "rolling-hour", "--limit", "3");
    assertThat(rig.run("rehearse")).as(rig.err).isZero();
    assertThat(rig.out)
        .contains("Rehearsed 20 tasks with up to 2 agents at once, 200 times")
        .containsPattern("End   2026-06-01 1[5-6]:..; half")
        .containsPattern("Cost  \\$1[01]\\.")
        .contains(", without waiting for money in 0 %")
        .contains("global rolling-hour has no room for another call")
        .contains("the budget global rolling-hour")
        .contains("a free agent (max-agents 2)");
  }

  @Test
  void programs_get_the_same_as_json() {
    history(31);
    String first = waiting("shop");
    String second = waiting("shop", first);
    assertThat(rig.run("rehearse", "--json", "--project", "shop", "--max-agents", "4")).isZero();
    Facts report = Json.read(rig.out);
    assertThat(report.number("agents")).isEqualTo(4);
    assertThat(report.number("done_permille")).isEqualTo(1_000);
    assertThat(Money.ofUsd(report.object("cost").text("middle")))
        .isBetween(Money.ofUsd("1"), Money.ofUsd("1.20"));
    Facts story = report.object("story");
    assertThat(story.text("ending")).isEqualTo("done");
    assertThat(story.objects("tasks").getLast().text("id")).isEqualTo(second);
    assertThat(story.objects("tasks").getLast().text("started"))
        .isEqualTo(story.objects("tasks").getFirst().text("ended"));
    assertThat(story.objects("waits").getFirst().text("kind")).isEqualTo("dependency");
  }

  @Test
  void nothing_is_changed_by_a_rehearsal() {
    history(12);
    waiting("shop");
    List<String> before = everything();
    assertThat(rig.run("rehearse")).isZero();
    assertThat(everything()).isEqualTo(before);
    assertThat(rig.ledger.openHolds()).isEmpty();
    assertThat(rig.ledger.totalSpent()).isEqualTo(Money.ZERO);
  }

  @Test
  void what_time_alone_never_starts_is_left_out_and_said() {
    project("unpriced", "a-model-without-a-price");
    String unpriced = waiting("unpriced");
    String follower = waiting("shop", unpriced);
    waiting("shop");
    assertThat(rig.run("rehearse")).isZero();
    assertThat(rig.out)
        .contains("Left out: " + unpriced + ", its model has no price: a-model-without-a-price")
        .contains("Left out: " + follower + ", it waits for " + unpriced + ", which is left out")
        .contains("Rehearsed 1 task ");
  }

  @Test
  void an_open_breaker_lets_nothing_begin() {
    waiting("shop");
    rig.run("breaker", "trip", "--reason", "a look");
    assertThat(rig.run("rehearse")).isZero();
    assertThat(rig.out)
        .contains("never: it was not done in any of them")
        .contains("tasks wait for a person: the breaker");
  }

  @Test
  void nothing_to_rehearse_is_said_and_bad_input_refused() {
    assertThat(rig.run("rehearse")).isZero();
    assertThat(rig.out).contains("there is nothing to rehearse");
    assertThat(rig.run("rehearse", "--project", "nowhere")).isEqualTo(1);
    assertThat(rig.err).contains("There is no project 'nowhere'.");
    assertThat(rig.run("rehearse", "--max-agents", "0")).isEqualTo(2);
    assertThat(rig.err).contains("'0' is not a whole number from 1 to 1000");
  }
}
