package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.testing.Needs;
import dev.trafficcontrol.testing.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The retrospective's five metrics, from a daemon, and the alert rules over them.
@Timeout(120)
class WatchersTest {

  private static final Path RULES = Path.of("docs/prometheus/trafficcontrol.rules.yml");
  private static final Path RULES_TEST = Path.of("docs/prometheus/trafficcontrol.rules.test.yml");
  private static final Pattern NAME = Pattern.compile("trafficcontrol_[a-z_]+");

  @TempDir private Path directory;

  @Test
  void a_daemon_serves_every_metric_that_the_rules_ask_for() throws Exception {
    int port = freePort();
    Shell shell = new Shell(directory.resolve("home"));
    shell
        .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
        .with("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:" + port);
    assertThat(shell.run("init").exit()).isZero();
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      String page = get("http://127.0.0.1:" + port + "/metrics");
      assertThat(names(page)).containsAll(names(Files.readString(RULES)));
      assertThat(page)
          .contains(
              "trafficcontrol_agents 0.0",
              "trafficcontrol_preflight_tasks 0.0",
              "trafficcontrol_preflight_test_tasks 0.0",
              "trafficcontrol_burn_usd_per_minute{scope=\"global\"} 0.0",
              "trafficcontrol_budget_limit_usd{scope=\"global\",window=\"rolling-hour\"} 10.0");
    }
  }

  @Test
  void an_address_that_is_taken_does_not_keep_money_from_flowing() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Shell shell = new Shell(directory.resolve("home"));
      shell
          .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
          .with("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:" + taken.getLocalPort());
      assertThat(shell.run("init").exit()).isZero();
      try (DaemonProcess daemon = DaemonProcess.start(shell)) {
        assertThat(daemon.gateway().getPort()).isPositive();
      }
    }
  }

  @Test
  @Needs(Program.PROMTOOL)
  void the_rules_are_silent_on_the_good_side_of_each_threshold_and_fire_past_it() throws Exception {
    assertThat(promtool("check", "rules", RULES.toString())).contains("SUCCESS");
    assertThat(promtool("test", "rules", RULES_TEST.toString())).contains("SUCCESS");
  }

  private static String promtool(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 1];
    command[0] = "promtool";
    System.arraycopy(words, 0, command, 1, words.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    }
  }

  private static String get(String address) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    }
  }
}
