package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A daemon that was ended by `kill -9` leaves what its monitor knew to the next one, through the
/// book.
class RestartedDaemonTest {

  @TempDir Path directory;

  private Shell shell(SlowProvider provider) {
    Shell shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.url().toString());
    assertThat(shell.run("init").exit()).isZero();
    return shell;
  }

  private static List<String> rates(Shell shell) {
    return shell.facts("status").objects("rates").stream()
        .map(rates -> rates.text("scope") + " " + rates.text("usd_per_minute_15"))
        .toList();
  }

  private static boolean areOfThreeParts(List<String> rates) {
    return rates.size() == 3 && rates.stream().noneMatch(rate -> rate.endsWith(" 0.00"));
  }

  @Test
  void what_burned_before_kill_9_counts_after_it() throws Exception {
    try (SlowProvider provider = new SlowProvider()) {
      provider.answer();
      Shell shell = shell(provider);
      String key = shell.facts("key", "create", "--name", "test", "--limit", "1").text("key");
      List<String> before;
      try (DaemonProcess daemon = DaemonProcess.start(shell)) {
        assertThat(
                SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key).get().statusCode())
            .isEqualTo(200);
        // An answer ends before its cost is durable.
        before = await().until(() -> rates(shell), RestartedDaemonTest::areOfThreeParts);
        daemon.killHard();
      }
      try (DaemonProcess next = DaemonProcess.start(shell)) {
        next.gateway();
        assertThat(rates(shell)).isEqualTo(before);
      }
    }
  }

  /// A command without a daemon writes the trip and tells nobody, as a daemon does that dies there.
  @Test
  void a_breaker_that_was_opened_while_nobody_could_tell_is_told_at_the_next_start_once()
      throws Exception {
    try (SlowProvider provider = new SlowProvider()) {
      Shell shell = shell(provider);
      shell.facts("breaker", "trip", "--reason", "look at the bill");
      assertThat(told(shell)).isEmpty();
      for (int start = 0; start < 2; start++) {
        try (DaemonProcess daemon = DaemonProcess.start(shell)) {
          daemon.gateway();
          await().until(() -> !told(shell).isEmpty());
          assertThat(shell.run("stop").exit()).isZero();
          daemon.ended();
        }
        assertThat(told(shell)).singleElement().asString().contains("look at the bill");
      }
    }
  }

  private static List<String> told(Shell shell) {
    return shell.facts("alerts", "list").objects("alerts").stream()
        .filter(alert -> alert.text("kind").equals("breaker-open"))
        .map((Facts alert) -> alert.text("text"))
        .toList();
  }
}
