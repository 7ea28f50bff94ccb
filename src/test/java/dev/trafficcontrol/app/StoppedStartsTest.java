package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each of these stops a start, with words of its own, and nothing was spent, held or begun.
class StoppedStartsTest {

  private static final String[] YES = {"start", "--yes", "--until-idle"};

  private static final String[] ALL_NUMBERS = {
    "start", "--yes", "--until-idle", "--confirm-up-to", "9000", "--confirm-tasks", "9000"
  };

  private static final long PATIENCE_MINUTES = 2;

  @TempDir Path folder;
  private WaitingHome home;

  @BeforeEach
  void inDevelopment() throws IOException {
    home = new WaitingHome(folder.resolve("development"), "development");
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void inProduction() throws IOException {
    home.close();
    home = new WaitingHome(folder.resolve("production"), "production");
  }

  private void assertStopped(Shell.Result result, int exit, String... words) throws IOException {
    assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    assertThat(result.err()).startsWith("Error: ").contains("\nWhy:   ", "\nFix:   ");
    assertThat(result.err()).contains(words).doesNotContain("Exception");
    assertThat(home.agentRan).doesNotExist();
    assertThat(home.bill().number("calls")).isZero();
  }

  private void assertNothingBegan() {
    assertThat(home.shell.facts("run", "list").objects("runs")).isEmpty();
    assertThat(home.shell.facts("cost").text("total")).isEqualTo("0.00");
    assertThat(home.shell.facts("budget", "list", "--all").objects("budgets"))
        .extracting(budget -> budget.text("scope"))
        .noneMatch(scope -> scope.startsWith("confirmation"));
  }

  /// Whatever is said to it.
  private void assertStoppedForGood(String... words) throws IOException {
    assertStopped(home.shell.run(YES), 3, words);
    assertStopped(home.shell.run(ALL_NUMBERS), 3, words);
    assertNothingBegan();
  }

  @Test
  void fifty_one_tasks() throws IOException {
    Path file = folder.resolve("tasks.json");
    Files.writeString(
        file,
        IntStream.rangeClosed(1, 51)
            .mapToObj(i -> "{\"title\": \"Page %d\", \"estimate\": \"0.01\"}".formatted(i))
            .collect(Collectors.joining(",", "[", "]")));
    home.shell.facts("task", "import", file.toString(), "--approve");

    assertStopped(
        home.shell.run(YES), 3, "51 tasks in the queue", "--confirm-up-to 1.02 --confirm-tasks 51");
    assertStopped(
        home.shell.run("start", "--confirm-up-to", "1.02", "--confirm-tasks", "50"),
        3,
        "You named 50 tasks for up to $1.02; there are 51");
    assertNothingBegan();
  }

  @Test
  void a_forecast_of_fifty_one_dollars() throws IOException {
    for (String scope : List.of("run:*", "task:*")) {
      home.shell.facts("budget", "set", "--scope", scope, "--window", "total", "--limit", "100");
    }
    home.shell.facts(
        "budget", "set", "--scope", "global", "--window", "rolling-day", "--limit", "500");
    home.shell.facts("task", "add", "Rewrite it", "--estimate", "51", "--attempts", "1");

    assertStopped(home.shell.run(YES), 3, "up to $51.00 at the dear end", "--confirm-up-to 51.00");
    assertNothingBegan();
  }

  @Test
  void F84_an_approved_task_of_tests_in_production() throws IOException {
    inProduction();
    String test = home.task("Write the imprint", "--origin", "test");
    assertThat(home.shell.facts("task", "show", test).text("state")).isEqualTo("quarantined");
    home.shell.facts("task", "approve", test);

    assertStoppedForGood("comes from tests or the demo", test);
  }

  @Test
  void F85_a_production_database_in_development() throws IOException {
    inProduction();
    home.task("Write the imprint");
    Path yaml = home.shell.home().configuration();
    Files.writeString(
        yaml,
        Files.readString(yaml).replace("environment: production", "environment: development"));

    for (String[] words : List.of(YES, ALL_NUMBERS)) {
      assertStopped(
          home.shell.run(words),
          1,
          "stamped with environment 'production', and this is 'development'");
    }
  }

  @Test
  void a_model_without_a_price() throws IOException, SQLException {
    home.task("Write the imprint");
    // As when a later price book does not have the model any more.
    HomeContent.change(home.shell, "UPDATE tc_projects SET model = 'claude-sonnet-0-1'");

    assertStoppedForGood("no price is known for claude-sonnet-0-1");
  }

  @Test
  void F81_a_missing_repository() throws IOException {
    home.task("Write the imprint");
    Files.move(home.repository.checkout, folder.resolve("elsewhere"));

    assertStoppedForGood("project site: ");
  }

  @Test
  void no_sandbox() throws IOException, InterruptedException {
    home.task("Write the imprint");
    Path yaml = home.shell.home().configuration();
    Files.writeString(
        yaml, Files.readString(yaml).replace("isolation: none", "isolation: sandbox"));

    assertStopped(elsewhere(YES), 3, "no sandbox here: ", "bwrap");
    assertStopped(elsewhere(ALL_NUMBERS), 3, "no sandbox here: ");
    assertNothingBegan();
  }

  /// On a machine that has git and the JDK, and no bubblewrap.
  private Shell.Result elsewhere(String... words) throws IOException, InterruptedException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path git = programs.resolve("git");
    if (!Files.exists(git)) {
      Files.createSymbolicLink(git, git());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--home", home.shell.home().toString()));
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(home.shell.environment());
    builder.environment().put("PATH", programs.toString());
    Process process =
        builder.redirectOutput(folder.resolve("out").toFile()).redirectError(err.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
      return new Shell.Result(process.exitValue(), "", Files.readString(err));
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  private static Path git() {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, "git"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_tripped_breaker() throws IOException {
    home.task("Write the imprint");
    home.shell.facts("breaker", "trip", "--reason", "fire drill");

    assertStoppedForGood("open: fire drill");
  }

  @Test
  void a_budget_of_nothing() throws IOException {
    home.task("Write the imprint");
    home.shell.facts(
        "budget", "set", "--scope", "project:site", "--window", "total", "--limit", "0");
    assertStoppedForGood("project:site", "is $0.00, which allows nothing");

    home.shell.facts(
        "budget", "set", "--scope", "global", "--window", "rolling-day", "--limit", "0");
    assertStoppedForGood("nothing is left of the day's budget");
  }

  @Test
  void F82_what_is_added_after_a_start_waits_for_the_next_one() throws IOException {
    String confirmed = home.task("Write the imprint");
    assertThat(home.shell.run(YES).exit()).isNotEqualTo(3);
    String later = home.task("Added later");
    assertThat(home.agentRan).hasContent("ran\n".repeat((int) attempts(confirmed)));

    Facts task = home.shell.facts("task", "show", later);
    assertThat(task.text("state")).isEqualTo("queued");
    assertThat(task.maybe("confirmation")).isEmpty();
    assertThat(home.shell.facts("task", "show", confirmed).maybe("confirmation")).isPresent();
  }

  private long attempts(String task) {
    return home.shell.facts("task", "show", task).number("attempts");
  }
}
