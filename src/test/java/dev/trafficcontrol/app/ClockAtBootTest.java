package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine whose clock was set between two starts of a daemon.
class ClockAtBootTest {

  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @TempDir Path directory;

  private Shell shell;
  private Shell forward;

  @BeforeEach
  void runOnce() throws Exception {
    shell = new Shell(directory.resolve("home")).with("ANTHROPIC_API_KEY", "sk-ant-nobody");
    forward = shell.ahead(TWO_HOURS);
    assertThat(shell.run("init").exit()).isZero();
    startAndStop();
  }

  private void startAndStop() throws IOException, InterruptedException {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      assertThat(shell.run("ledger", "set-clock").err()).contains("A daemon runs");
      shell.facts("stop");
      daemon.ended();
    }
  }

  private static void assertRefused(Shell.Result start, String why) {
    assertThat(start.exit()).isEqualTo(1);
    assertThat(start.err())
        .startsWith("Error: Nothing was started\n")
        .contains(why, "Fix:", "trafficctl ledger set-clock")
        .doesNotContain("\tat ");
  }

  private List<Facts> book(String kind) {
    return shell.facts("ledger", "list").objects("events").stream()
        .filter(event -> event.text("kind").equals(kind))
        .toList();
  }

  @Test
  void F17_a_clock_that_was_set_starts_nothing_until_the_owner_confirms_it() throws Exception {
    assertRefused(forward.run("gateway"), "set forward by");
    assertThat(forward.facts("ledger", "set-clock", "--reason", "it was wrong").truth("set"))
        .isTrue();
    assertThat(book("clock-set"))
        .singleElement()
        .satisfies(event ->
            assertThat(event.text("event"))
                .contains("it was wrong", "\"" + System.getProperty("user.name") + "\""));
    assertThat(forward.facts("ledger", "set-clock").truth("set")).as("a second time").isFalse();

    try (DaemonProcess back = DaemonProcess.start(shell)) {
      assertRefused(back.ended(), "the book was last written at");
    }
    assertThat(shell.facts("ledger", "set-clock").truth("set")).isTrue();
    startAndStop();
    assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
  }

  @Test
  void commands_beside_a_clock_that_was_set_work_in_the_time_of_the_book() {
    forward.facts("budget", "set", "--scope", "global", "--window", "total", "--limit", "7");

    assertThat(Instant.parse(book("budget-set").getLast().text("at")))
        .isBefore(Instant.now().plus(Duration.ofHours(1)));
    startsAsBefore();
  }

  private void startsAsBefore() {
    assertThat(shell.facts("status").object("daemon").truth("running")).isFalse();
    assertThat(shell.facts("ledger", "set-clock").truth("set")).isFalse();
  }

  @Test
  void a_second_start_of_the_same_machine_just_starts() throws Exception {
    startAndStop();
    assertThat(book("clock-noted")).hasSize(1);
  }
}
