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

/// `forecast`, through the command line.
class ForecastCommandTest {

  @TempDir Path folder;
  private StartRig rig;
  private int done;

  @BeforeEach
  void open() {
    rig = new StartRig(folder);
    rig.stores
        .projects()
        .add(
            Project.of(
                new ProjectName("shop"),
                Workspace.EMPTY,
                new AgentChoice("worker", "claude-sonnet-5-5")),
            StartRig.NOON);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private String waiting() {
    Tasks.AddReply reply =
        rig.stores
            .tasks()
            .add(
                List.of(
                    new TaskDraft(
                        new ProjectName("shop"),
                        new TaskText("Fix the basket", ""),
                        TaskWishes.DEFAULT)),
                new Provenance(Origin.PERSON, "ann", StartRig.NOON));
    return ((Tasks.AddReply.Added) reply).tasks().getFirst().id();
  }

  /// As if a task had been worked on, in ten minutes.
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

  private void history(int tasks) {
    for (int i = 0; i < tasks; i++) {
      done(waiting(), "0.5" + i % 10);
    }
  }

  @Test
  void each_task_is_told_with_its_quantiles_and_what_they_rest_on_and_so_is_their_sum() {
    history(31);
    waiting();
    String second = waiting();
    assertThat(rig.run("forecast")).isZero();
    assertThat(rig.out)
        .contains("31 like tasks: project shop, claude-sonnet-5-5, small")
        .containsPattern("Queue  50 % \\$1\\.[0-9]+, 90 % \\$1\\.[0-9]+, up to \\$8\\.00 at worst");

    assertThat(rig.run("forecast", "--json", "--project", "shop", "--max-agents", "1")).isZero();
    Facts report = Json.read(rig.out);
    Facts task = report.objects("tasks").getLast();
    assertThat(task.text("id")).isEqualTo(second);
    assertThat(Money.ofUsd(task.text("p50"))).isBetween(Money.ofUsd("0.50"), Money.ofUsd("0.59"));
    assertThat(Money.ofUsd(task.text("p90"))).isBetween(Money.ofUsd("0.55"), Money.ofUsd("0.60"));
    assertThat(task.text("worst")).isEqualTo("4.00");
    assertThat(task.object("basis").text("alike")).isEqualTo("project-model-size");
    assertThat(report.object("queue").number("seconds")).isBetween(1_100L, 1_300L);
  }

  @Test
  void without_history_a_task_counts_at_the_dear_end_and_says_so() {
    waiting();
    assertThat(rig.run("forecast")).isZero();
    assertThat(rig.out).contains("$4.00  $4.00  $4.00  prior: no history");
  }

  @Test
  void a_budget_that_may_not_last_is_told_with_its_chance_and_when() {
    history(31);
    for (int i = 0; i < 10; i++) {
      waiting();
    }
    rig.run("budget", "set", "--scope", "global", "--window", "total", "--limit", "3");
    assertThat(rig.run("forecast", "--max-agents", "1")).isZero();
    assertThat(rig.out)
        .containsPattern("global total +\\$3\\.00 +\\$3\\.00 +100 % +2026-06-01 13:0");
  }

  @Test
  void what_was_confirmed_is_held_against_what_it_came_to() {
    history(31);
    String task = waiting();
    String dearer = waiting();
    assertThat(rig.run("start", "--yes", "--background")).isZero();
    done(task, "0.40");
    done(dearer, "1.90");

    assertThat(rig.run("forecast", "--calibration", "--json")).isZero();
    Facts all = Json.read(rig.out).objects("calibration").getFirst();
    assertThat(all.text("by")).isEqualTo("all");
    assertThat(all.object("p90").number("held")).isEqualTo(1);
    assertThat(all.number("tasks")).isEqualTo(2);
    assertThat(rig.run("forecast", "--calibration")).isZero();
    assertThat(rig.out).contains("project shop", "50 % (9–91)");
  }

  @Test
  void nothing_to_say_is_said() {
    assertThat(rig.run("forecast")).isZero();
    assertThat(rig.out).contains("No approved task waits: there is nothing to forecast.");
    assertThat(rig.run("forecast", "--calibration")).isZero();
    assertThat(rig.out).contains("No task is over yet whose forecast rested on 10 like tasks.");
  }

  @Test
  void what_can_not_be_forecast_is_refused_with_what_to_do() {
    assertThat(rig.run("forecast", "--project", "nowhere")).isEqualTo(1);
    assertThat(rig.err).contains("There is no project 'nowhere'.");
    assertThat(rig.run("forecast", "--max-agents", "0")).isEqualTo(2);
    assertThat(rig.err).contains("'0' is not a whole number from 1 to 1000");
    assertThat(rig.run("forecast", "--max-agents", "4", "--calibration")).isEqualTo(2);
    assertThat(rig.err).contains("leave one of the two out");
  }

  @Test
  void a_budget_that_no_first_call_fits_makes_a_run_pointless_and_is_warned_of() {
    waiting();
    rig.run("budget", "set", "--scope", "run:*", "--window", "total", "--limit", "0.01");
    rig.run("preflight");
    assertThat(rig.out)
        .contains(
            "the budget run:*/total of $0.01 makes runs pointless: a first call of claude-sonnet-5-5 may cost",
            "trafficctl budget set --scope 'run:*' --window total --limit USD");
  }
}
