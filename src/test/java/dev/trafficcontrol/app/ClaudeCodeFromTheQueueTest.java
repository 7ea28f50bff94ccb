package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import dev.trafficcontrol.testing.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The real Claude Code takes tasks from the queue of the real program, by way of the gateway; only
/// the provider is simulated.
@Needs({Program.CLAUDE_CODE, Program.BUBBLEWRAP})
class ClaudeCodeFromTheQueueTest {

  private static final int STOPPED_BY_A_BUDGET = 4;

  private static final String PAID_CALL = "POST /v1/messages[^ ]* HTTP/1.1\r\n";

  @TempDir Path temp;
  private OwnersMachine machine;

  @BeforeEach
  void build() throws IOException {
    machine = new OwnersMachine(temp);
    machine.configure(
        "agents: { claude-code: { program: \"" + Program.CLAUDE_CODE.path() + "\" } }");
  }

  @AfterEach
  void close() {
    machine.close();
  }

  private static int paidCalls(String asked) {
    return asked.split(PAID_CALL, -1).length - 1;
  }

  @Test
  void a_task_becomes_a_verified_branch_the_bill_is_the_book_and_the_providers_key_stays_hidden()
      throws Exception {
    machine.project("claude-code", "grep 'Edited by Claude Code' README.md");
    String task =
        machine.task(
            "Greet the reader",
            """
            SIMULATE: Bash {"command": "env > environment.txt; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\\\0' '\\\\n' > processes.txt; grep -rlasE '%1$s' /proc/[0-9]*/environ /tmp %2$s > found.txt; true", "description": "look around"}
            SIMULATE: Read {"file_path": "README.md"}
            SIMULATE: Edit {"file_path": "README.md", "old_string": "hello", "new_string": "Edited by Claude Code"}
            SIMULATE: say Done.
            """
                .formatted(OwnersMachine.KEY_PATTERN, machine.folder));

    OwnersMachine.Ended ended = machine.startUntilIdle();

    Facts run = machine.run(task);
    String log = machine.shell.facts("run", "log", run.text("id")).text("log");
    assertThat(ended.exit()).as(ended.said() + "\n" + log).isZero();
    assertThat(machine.shell.facts("task", "show", task).text("state")).isEqualTo("review");
    assertThat(machine.onBranch(task, "README.md")).isEqualTo("Edited by Claude Code");
    assertThat(run.text("outcome")).contains("verified");
    assertThat(log).as("what the verification printed").contains("== verify.out\nEdited by");
    assertBillIsBook();
    assertThat(paidCalls(machine.towardsGateway.asked()))
        .isEqualTo(paidCalls(machine.towardsProvider.asked()))
        .isEqualTo((int) machine.bill().number("calls"))
        .isGreaterThanOrEqualTo(4);
    assertTheProvidersKeyStayedHidden(task);
    Facts session = machine.shell.facts("usage", "--by", "session").objects("usage").getFirst();
    assertThat(Money.ofUsd(session.text("cost"))).isEqualTo(machine.billed());
    assertThat(log).contains("\"session_id\":\"" + session.text("name") + "\"");
  }

  @Test
  void F69_a_session_that_its_budget_cuts_ends_at_once_with_our_words_and_keeps_its_work()
      throws Exception {
    Money limit = Money.ofUsd("0.60");
    machine.shell.facts(
        "budget", "set", "--scope", "run:*", "--window", "total", "--limit", limit.toUsd());
    machine.project("claude-code", "true");
    String order = "SIMULATE: Bash {\"command\": \"echo turn >> turns.txt\"}\n";
    String task = machine.task("Go on and on", "SIMULATE: tokens 4000\n" + order.repeat(40));

    OwnersMachine.Ended ended = machine.startUntilIdle();

    List<Facts> runs = machine.shell.facts("run", "list").objects("runs");
    String log = machine.shell.facts("run", "log", runs.getFirst().text("id")).text("log");
    assertThat(ended.exit()).as(ended.said() + "\n" + log).isEqualTo(STOPPED_BY_A_BUDGET);
    assertThat(log)
        .as("what Claude Code says at its end")
        .containsPattern("\"result\":\"[^\"]*TrafficControl: budget run[^\"]* has no room")
        .doesNotContain("api_retry");
    assertThat(runs).as("it is not tried again before there is room").hasSize(1);
    Facts after = machine.shell.facts("task", "show", task);
    assertThat(after.text("state")).isEqualTo("queued");
    assertThat(after.text("reason")).contains("no room").contains("run:R1/total");
    assertThat(after.number("budget_stops")).isEqualTo(1);
    assertThat(Instant.parse(after.text("ready_at"))).isAfter(Instant.now());
    assertThat(paidCalls(machine.towardsGateway.asked()))
        .as("one call was refused, and none repeated")
        .isEqualTo(paidCalls(machine.towardsProvider.asked()) + 1);
    assertThat(machine.onBranch(task, "turns.txt").lines().count())
        .as("each turn that was paid is on the branch")
        .isEqualTo(machine.bill().number("calls"))
        .isGreaterThan(1);
    assertBillIsBook();
    assertThat(machine.billed()).isLessThanOrEqualTo(limit);
  }

  /// Has the agent start another one, which gets this prompt.
  private static String startsAnAgent(String prompt) {
    Map<String, String> input =
        Map.of(
            "description", "do a part",
            "subagent_type", "general-purpose",
            "prompt", prompt);
    return "SIMULATE: Agent " + JsonMapper.shared().writeValueAsString(input) + "\n";
  }

  @Test
  void a_session_and_the_agent_it_starts_are_told_apart_and_are_the_bill_together()
      throws Exception {
    machine.project("claude-code", "grep 'By the other' made.txt");
    String task =
        machine.task(
            "Let another one do it",
            startsAnAgent(
                    "SIMULATE: Bash {\"command\": \"echo By the other > made.txt\"}\nSIMULATE: say Made.")
                + "SIMULATE: say Done.");

    OwnersMachine.Ended ended = machine.startUntilIdle();

    String log = machine.shell.facts("run", "log", machine.run(task).text("id")).text("log");
    assertThat(ended.exit()).as(ended.said() + "\n" + log).isZero();
    assertThat(machine.onBranch(task, "made.txt")).isEqualTo("By the other");
    assertBillIsBook();
    List<Facts> agents = machine.shell.facts("usage", "--by", "agent").objects("usage");
    assertThat(agents).allMatch(agent -> agent.number("calls") >= 2);
    assertThat(agents.stream().filter(agent -> agent.maybe("name").isPresent())).hasSize(1);
    assertThat(agents).as("the session itself, and the agent it started").hasSize(2);
    assertThat(
            agents.stream()
                .map(agent -> Money.ofUsd(agent.text("cost")))
                .reduce(Money.ZERO, Money::plus))
        .isEqualTo(machine.billed());
    assertThat(machine.shell.facts("usage", "--by", "session").objects("usage"))
        .singleElement()
        .satisfies(
            session -> assertThat(log).contains("\"session_id\":\"" + session.text("name") + "\""));
  }

  @Test
  void F69_a_session_whose_agent_is_cut_by_the_budget_ends_at_once_with_our_words()
      throws Exception {
    Money limit = Money.ofUsd("0.60");
    machine.shell.facts(
        "budget", "set", "--scope", "run:*", "--window", "total", "--limit", limit.toUsd());
    machine.project("claude-code", "true");
    String order = "SIMULATE: Bash {\"command\": \"echo turn >> turns.txt\"}\n";
    String task =
        machine.task(
            "Let another one go on and on",
            startsAnAgent("SIMULATE: tokens 4000\n" + order.repeat(40)) + "SIMULATE: say Done.");

    OwnersMachine.Ended ended = machine.startUntilIdle();

    List<Facts> runs = machine.shell.facts("run", "list").objects("runs");
    String log = machine.shell.facts("run", "log", runs.getFirst().text("id")).text("log");
    assertThat(ended.exit()).as(ended.said() + "\n" + log).isEqualTo(STOPPED_BY_A_BUDGET);
    assertThat(runs).as("it is not tried again before there is room").hasSize(1);
    assertThat(machine.shell.facts("task", "show", task).text("reason")).contains("no room");
    assertThat(log)
        .as("what Claude Code says at its end")
        .containsPattern("\"result\":\"[^\"]*TrafficControl: budget run[^\"]* has no room")
        .doesNotContain("api_retry");
    assertThat(paidCalls(machine.towardsGateway.asked()))
        .as("the agent and its session were refused once each at most, and none repeated")
        .isBetween(
            paidCalls(machine.towardsProvider.asked()) + 1,
            paidCalls(machine.towardsProvider.asked()) + 2);
    assertThat(machine.shell.facts("usage", "--by", "agent").objects("usage")).hasSize(2);
    assertBillIsBook();
    assertThat(machine.billed()).isLessThanOrEqualTo(limit);
  }

  private void assertBillIsBook() throws IOException {
    assertThat(machine.booked()).isEqualTo(machine.billed()).isGreaterThan(Money.ZERO);
    Facts proof = machine.shell.facts("ledger", "verify");
    assertThat(proof.truth("sound")).isTrue();
    assertThat(Money.ofUsd(proof.text("spent"))).isEqualTo(machine.billed());
    assertThat(proof.number("open_holds")).isZero();
  }

  private void assertTheProvidersKeyStayedHidden(String task) throws IOException {
    assertThat(machine.onBranch(task, "environment.txt"))
        .contains("ANTHROPIC_AUTH_TOKEN=tck_", "ANTHROPIC_BASE_URL=" + machine.towardsGateway.uri())
        .doesNotContain(OwnersMachine.KEY);
    assertThat(machine.onBranch(task, "processes.txt"))
        .as("of every process that it saw")
        .contains("ANTHROPIC_AUTH_TOKEN=tck_", "--session-id")
        .doesNotContain(OwnersMachine.KEY);
    assertThat(machine.onBranch(task, "found.txt")).as("what its own search came upon").isEmpty();
    assertThat(Traces.inFiles(machine.folder, OwnersMachine.KEY))
        .containsExactly(machine.keyFile());
    assertThat(Traces.inHistory(machine.repository, OwnersMachine.KEY)).isZero();
    assertThat(machine.towardsGateway.asked()).doesNotContain(OwnersMachine.KEY);
    assertThat(machine.towardsGateway.answered()).doesNotContain(OwnersMachine.KEY);
    String upstream = machine.towardsProvider.asked();
    assertThat(Traces.count(upstream, "x-api-key: " + OwnersMachine.KEY + "\r\n"))
        .isEqualTo(paidCalls(upstream))
        .isEqualTo(Traces.count(upstream, OwnersMachine.KEY));
  }
}
