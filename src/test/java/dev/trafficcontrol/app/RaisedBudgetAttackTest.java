package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import dev.trafficcontrol.testing.Traces;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that tries to get at more money than it was given: `raise-its-budget.py` is what it
/// does. What the sandbox guards succeeds without it.
@Needs({Program.BUBBLEWRAP, Program.PYTHON})
class RaisedBudgetAttackTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SUCCEEDED = "SUCCEEDED";

  /// What succeeds where there are none; its own key may be used in either case.
  private static final List<String> BEHIND_WALLS =
      List.of(
          "own-key",
          "another-runs-key",
          "socket",
          "command-line",
          "dear-call",
          "configuration",
          "owners-token",
          "table",
          "book");

  @TempDir Path temp;
  private OwnersMachine machine;
  private String victim = "";
  private String hunter = "";

  @BeforeEach
  void build() throws IOException {
    machine = new OwnersMachine(temp);
    Path script = machine.folder.resolve("raise-its-budget.py");
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("raise-its-budget.py"))) {
      Files.copy(in, script);
    }
    String words =
        String.join(
            "\", \"",
            "python3",
            script.toString(),
            machine.shell.home().toString(),
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    machine.configure("agents: { greedy: { command: [\"" + words + "\"] } }");
    machine.project("greedy", "true");
    machine.shell.facts(
        "budget", "set", "--scope", "run:*", "--window", "total", "--limit", "0.10");
    victim = machine.task("Wait", "");
    hunter = machine.task("Hunt", "");
  }

  @AfterEach
  void close() {
    machine.close();
  }

  /// What came of the attack, as the daemon that was attacked tells it.
  ///
  /// @param attempts what the agent tried, and whether it succeeded
  /// @param statusAfterItsRun what the gateway answers to its key when its run is over
  /// @param limits of each budget
  private record Aftermath(
      Map<String, String> attempts,
      int statusAfterItsRun,
      Map<String, String> limits,
      boolean bookIsSound) {}

  @Test
  void without_walls_an_agent_can_raise_its_budget_and_spend_anothers() throws Exception {
    machine.with("TRAFFICCONTROL_ISOLATION", "none");

    Aftermath after = attack();

    assertThat(after.attempts().entrySet())
        .filteredOn(attempt -> attempt.getValue().equals(SUCCEEDED))
        .extracting(Map.Entry::getKey)
        .as(after.toString())
        .containsExactlyInAnyOrderElementsOf(BEHIND_WALLS)
        .contains("own-key");
    assertThat(after.limits())
        .containsValue("1001.00")
        .containsEntry("global/rolling-hour", "1002.00");
    assertThat(after.bookIsSound()).isFalse();
  }

  @Test
  void an_agent_can_neither_raise_its_budget_nor_spend_anothers_nor_go_on_after_its_run()
      throws Exception {
    Map<String, String> before = limits();
    String files = ownersFiles();

    Aftermath after = attack();

    assertThat(after.attempts()).containsKeys(BEHIND_WALLS.toArray(String[]::new));
    assertThat(after.attempts().entrySet())
        .filteredOn(attempt -> attempt.getValue().equals(SUCCEEDED))
        .as(after.toString())
        .extracting(Map.Entry::getKey)
        .containsExactly("own-key");
    assertThat(after.statusAfterItsRun()).isEqualTo(401);
    assertThat(after.limits()).containsAllEntriesOf(before);
    assertThat(after.limits().entrySet())
        .filteredOn(budget -> budget.getKey().startsWith("run:"))
        .hasSize(3)
        .allMatch(budget -> budget.getValue().equals("0.10"));
    assertThat(ownersFiles()).isEqualTo(files);
    assertThat(after.bookIsSound()).isTrue();
    assertThat(machine.booked()).isEqualTo(machine.billed());
    assertThat(machine.bill().number("calls")).as("one call of each run").isEqualTo(2);
    assertThat(Traces.count(machine.towardsProvider.asked(), " HTTP/1.1\r\n"))
        .as("nothing else was passed on")
        .isEqualTo(2);
  }

  /// Two runs at once. One waits; the other attacks while it does, and its key is tried again when
  /// it has ended.
  private Aftermath attack() throws Exception {
    Process daemon =
        machine
            .command("start", "--yes")
            .redirectErrorStream(true)
            .redirectOutput(machine.folder.resolve("said").toFile())
            .start();
    try {
      await().atMost(PATIENCE).until(() -> Files.exists(machine.shell.home().socket()));
      await().atMost(PATIENCE).until(() -> Files.exists(worktree(victim).resolve("up")));
      Files.createFile(worktree(hunter).resolve("go"));
      await().atMost(PATIENCE).until(() -> state(hunter).equals("review"));
      int status = callWith(machine.onBranch(hunter, "key.txt"));
      Files.createFile(worktree(victim).resolve("go"));
      await().atMost(PATIENCE).until(() -> state(victim).equals("review"));
      boolean sound = machine.shell.run("ledger", "verify").exit() == 0;
      return new Aftermath(
          attempts(machine.onBranch(hunter, "attempts.txt")), status, limits(), sound);
    } catch (ConditionTimeoutException stuck) {
      throw new AssertionError(Files.readString(machine.folder.resolve("said")), stuck);
    } finally {
      daemon.destroy();
      daemon.onExit().join();
    }
  }

  private Path worktree(String task) {
    return machine.shell.facts("run", "list", "--task", task).objects("runs").stream()
        .map(run -> Path.of(run.text("directory")))
        .findFirst()
        .orElse(machine.folder.resolve("not-there-yet"));
  }

  private String state(String task) {
    return machine.shell.facts("task", "show", task).text("state");
  }

  private Map<String, String> limits() {
    return machine.shell.facts("budget", "list", "--all").objects("budgets").stream()
        .collect(
            Collectors.toMap(
                budget -> budget.text("scope") + "/" + budget.text("window"),
                budget -> budget.text("limit")));
  }

  private String ownersFiles() throws IOException {
    return Files.readString(machine.shell.home().configuration())
        + Files.readString(machine.shell.home().ownerToken());
  }

  private static Map<String, String> attempts(String lines) {
    return lines
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.replaceFirst(" (SUCCEEDED|failed).*", ""),
                line -> line.endsWith(" " + SUCCEEDED) ? SUCCEEDED : line));
  }

  private int callWith(String key) throws Exception {
    String body =
        """
        {"model": "claude-sonnet-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": "Hi"}]}
        """;
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(machine.towardsGateway.uri().resolve("/v1/messages"))
                  .header("authorization", "Bearer " + key)
                  .header("content-type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
