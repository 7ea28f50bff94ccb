package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `breaker …`, of everything and of parts, without a daemon.
class BreakerCommandTest {

  private static final String MODEL = "model:claude-opus-4-5";

  @TempDir private Path directory;
  private Shell shell;

  @BeforeEach
  void init() {
    shell = new Shell(directory.resolve("home"));
    assertThat(shell.run("init").exit()).isZero();
  }

  private String state(String... words) {
    Shell.Result result = shell.run(words);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.json().text("state");
  }

  @Test
  void a_part_is_stopped_tried_and_let_go_on_by_its_own_breaker() {
    assertThat(state("breaker", "trip", "--scope", MODEL, "--reason", "look", "--json"))
        .isEqualTo("open");
    Shell.Result status = shell.run("breaker", "status");
    assertThat(status.out()).contains("Breaker    closed", "of " + MODEL + ": open since", "look");
    assertThat(shell.run("status").out()).contains("of " + MODEL + ": open since");
    assertThat(shell.run("doctor").out()).contains("the breaker of " + MODEL + " is open since");
    assertThat(state("breaker", "reset", "--scope", MODEL, "--reason", "seen", "--json"))
        .isEqualTo("half-open");
    assertThat(state("breaker", "reset", "--scope", MODEL, "--json")).isEqualTo("closed");
    assertThat(shell.run("ledger", "list").out())
        .contains(
            "breaker of " + MODEL + " tripped",
            "breaker of " + MODEL + " half-open",
            "breaker of " + MODEL + " closed");
  }

  @Test
  void a_second_trial_waits_for_the_first_and_says_so() {
    state("breaker", "trip", "--scope", MODEL, "--json");
    state("breaker", "trip", "--json");
    state("breaker", "reset", "--scope", MODEL, "--json");
    Shell.Result second = shell.run("breaker", "reset");
    assertThat(second.exit()).isEqualTo(1);
    assertThat(second.err())
        .contains("The breaker stays open", "one trial at a time", "trafficctl breaker status");
    state("breaker", "reset", "--scope", MODEL, "--json");
    assertThat(state("breaker", "reset", "--json")).isEqualTo("half-open");
  }

  @Test
  void what_is_not_there_or_has_no_breaker_is_refused() {
    Shell.Result misspelt = shell.run("breaker", "trip", "--scope", "model:claude-opsu-4-5");
    assertThat(misspelt.exit()).isEqualTo(2);
    assertThat(misspelt.err()).contains("There is no model 'claude-opsu-4-5'");
    Shell.Result run = shell.run("breaker", "trip", "--scope", "run:R1");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no breaker stands over run:R1", "project:ID");
    assertThat(shell.run("breaker", "status").out()).isEqualTo("Breaker    closed\n");
  }

  @Test
  void a_providers_report_that_is_above_the_book_opens_the_breaker_and_one_below_does_not()
      throws Exception {
    Path report = directory.resolve("report.csv");
    Files.writeString(report, "date,model,cost_usd\n2026-11-20,claude-opus-4-5,1.50\n");
    Shell.Result within =
        shell.run("ledger", "compare", report.toString(), "--trip-above", "1.50", "--json");
    assertThat(within.exit()).as(within.err()).isZero();
    assertThat(within.json().text("breaker")).isEqualTo("closed");
    Shell.Result above = shell.run("ledger", "compare", report.toString(), "--trip-above", "1.49");
    assertThat(above.exit()).as(above.err()).isZero();
    assertThat(above.out()).contains("The breaker is open: trafficctl breaker status");
    assertThat(shell.run("breaker", "status").out())
        .contains("the provider's report of 2026-11-20 to 2026-11-20 is $1.50 above the book");
  }
}
