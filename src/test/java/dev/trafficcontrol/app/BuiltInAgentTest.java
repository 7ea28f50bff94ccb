package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built-in agent takes a task from the queue of the real program and works it in the sandbox,
/// by way of the gateway; only the provider is simulated.
@Needs(Program.BUBBLEWRAP)
class BuiltInAgentTest {

  private static final int STOPPED_BY_A_BUDGET = 4;

  @TempDir Path temp;
  private OwnersMachine machine;

  @BeforeEach
  void build() throws IOException {
    machine = new OwnersMachine(temp);
  }

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void a_task_that_needs_every_tool_becomes_a_verified_branch_and_the_bill_is_the_book()
      throws Exception {
    machine.project("built-in", "grep 'Edited' README.md");
    String task =
        machine.task(
            "Use all tools",
            """
            SIMULATE: find_files {"pattern": "**/*.md"}
            SIMULATE: read_file {"path": "README.md"}
            SIMULATE: edit_file {"path": "README.md", "old": "hello", "new": "Edited"}
            SIMULATE: write_file {"path": "docs/a.md", "content": "Written"}
            SIMULATE: run_command {"command": "cat README.md docs/a.md > seen.txt; env > environment.txt; ls %s/.trafficcontrol > home.txt 2>&1; true"}
            SIMULATE: say Done.
            """
                .formatted(machine.folder.resolve("owner")));

    OwnersMachine.Ended ended = machine.startUntilIdle();

    Facts run = machine.run(task);
    String log = machine.shell.facts("run", "log", run.text("id")).text("log");
    assertThat(ended.exit()).as(ended.said() + "\n" + log).isZero();
    assertThat(log).contains("find_files", "read_file README.md", "run_command cat", "Done.");
    assertThat(machine.onBranch(task, "seen.txt")).contains("Edited", "Written");
    assertThat(machine.onBranch(task, "environment.txt"))
        .contains("PATH=")
        .doesNotContain("tck_", OwnersMachine.KEY, "ANTHROPIC_", "TRAFFICCONTROL_");
    assertThat(machine.onBranch(task, "home.txt")).doesNotContain("trafficcontrol.yaml");
    assertThat(machine.bill().number("calls")).isEqualTo(6);
    assertThat(machine.booked()).isEqualTo(machine.billed()).isGreaterThan(Money.ZERO);
    assertThat(machine.shell.facts("ledger", "verify").truth("sound")).isTrue();
  }

  @Test
  void without_money_it_ends_at_once_and_its_task_goes_on_when_there_is_some() throws Exception {
    machine.shell.facts(
        "budget", "set", "--scope", "run:*", "--window", "total", "--limit", "0.40");
    machine.project("built-in", "true");
    String order = "SIMULATE: run_command {\"command\": \"echo turn >> turns.txt\"}\n";
    String task = machine.task("Go on and on", "SIMULATE: tokens 4000\n" + order.repeat(40));

    OwnersMachine.Ended ended = machine.startUntilIdle();

    assertThat(ended.exit()).as(ended.said()).isEqualTo(STOPPED_BY_A_BUDGET);
    assertThat(machine.shell.facts("task", "show", task).text("state")).isEqualTo("queued");
    assertThat(machine.shell.facts("run", "list").objects("runs")).hasSize(1);
    assertThat(machine.onBranch(task, "turns.txt").lines().count())
        .isEqualTo(machine.bill().number("calls"));
    assertThat(machine.booked()).isEqualTo(machine.billed());
    assertThat(machine.billed()).isLessThanOrEqualTo(Money.ofUsd("0.40"));
  }

  /// Each of its calls may cost two thirds of the budget, and costs a twentieth.
  @Test
  void where_its_owner_set_it_a_run_works_on_with_shorter_answers_to_the_end_of_its_budget()
      throws Exception {
    machine.with("TRAFFICCONTROL_RUNS_LOWER_MAX_TOKENS", "to-budget");
    machine.shell.facts(
        "budget", "set", "--scope", "run:*", "--window", "total", "--limit", "0.12");
    machine.project("built-in", "true");
    String order = "SIMULATE: run_command {\"command\": \"echo turn >> turns.txt\"}\n";
    String task = machine.task("Go on and on", "SIMULATE: tokens 500\n" + order.repeat(40));

    OwnersMachine.Ended ended = machine.startUntilIdle();

    assertThat(ended.exit()).as(ended.said()).isEqualTo(STOPPED_BY_A_BUDGET);
    assertThat(machine.onBranch(task, "turns.txt").lines().count())
        .isEqualTo(machine.bill().number("calls"))
        .isGreaterThan(1);
    assertThat(machine.towardsGateway.answered())
        .containsPattern("(?i)x-trafficcontrol-max-tokens-lowered: [0-9]+;asked=[0-9]+");
    assertThat(machine.booked()).isEqualTo(machine.billed());
    assertThat(machine.billed()).isLessThanOrEqualTo(Money.ofUsd("0.12"));
  }
}
