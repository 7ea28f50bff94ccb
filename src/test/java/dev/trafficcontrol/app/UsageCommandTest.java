package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who spent it, from the headers of a call to what a person is told.
class UsageCommandTest {

  private static final String PROVIDER_KEY = "sk-ant-nobody";

  @TempDir Path directory;
  private SimulatedProvider provider;
  private Shell shell;
  private String key;

  @BeforeEach
  void makeHome() {
    provider = SimulatedProvider.start(SimulatorOptions.defaults().withKey(PROVIDER_KEY));
    shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", PROVIDER_KEY)
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString());
    assertThat(shell.run("init").exit()).isZero();
    key = shell.facts("key", "create", "--name", "laptop", "--limit", "5").text("key");
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private void call(DaemonProcess daemon, String... headers)
      throws IOException, InterruptedException {
    URI messages = daemon.gateway().resolve("/v1/messages");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(messages)
            .header("x-api-key", key)
            .header("anthropic-version", "2023-06-01")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"claude-haiku-4-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  private List<String> rows(String... words) {
    return shell.facts(words).objects("usage").stream()
        .map(row -> row.maybe("name").orElse("-") + " x" + row.text("calls"))
        .toList();
  }

  @Test
  void each_session_and_agent_has_what_it_spent_and_together_it_is_the_book() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      for (int i = 0; i < 4; i++) {
        call(daemon, "x-claude-code-session-id", "s1", "x-claude-code-agent-id", "a1");
      }
      call(daemon, "x-claude-code-session-id", "s1");
      call(daemon, "x-claude-code-session-id", "s1");
      call(daemon, "x-claude-code-session-id", "s2", "x-trafficcontrol-session", "nightly");
      // At once, so that what was made last has not been kept when the end comes.
      assertThat(shell.run("stop").exit()).isZero();
      daemon.ended();
    }

    assertThat(rows("usage", "--by", "session")).containsExactly("s1 x6", "nightly x1");
    assertThat(rows("usage", "--by", "agent")).containsExactly("a1 x4", "- x3");
    assertThat(rows("usage", "--by", "agent", "--session", "s1")).containsExactly("a1 x4", "- x2");
    Facts sessions = shell.facts("usage", "--by", "session");
    assertThat(sessions.text("total"))
        .isEqualTo(shell.facts("cost").text("total"))
        .isEqualTo(shell.facts("ledger", "verify").text("spent"));
    assertThat(provider.bill().total()).isEqualByComparingTo(sessions.text("total"));
    assertThat(sessions.number("calls")).isEqualTo(provider.bill().calls());
    assertThat(shell.run("usage", "--by", "agent").out())
        .contains("AGENT", "COST", "(none)", "Total $", ", calls 7");
    assertThat(shell.run("usage").out()).contains("laptop (");
  }

  @Test
  void calls_go_on_where_nobody_can_write_down_who_made_them_and_it_is_told_later()
      throws Exception {
    sql(
        "CREATE TRIGGER broken BEFORE INSERT ON tc_usage_clients BEGIN SELECT RAISE(ABORT, 'no disk'); END");
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      call(daemon, "session-id", "s1");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() ->
              assertThat(shell.home().logs().resolve("daemon.log"))
                  .content()
                  .contains("Who has made 0 calls is lost, and 1 wait to be kept", "no disk"));
      call(daemon, "session-id", "s1");
      assertThat(rows("usage", "--by", "session")).containsExactly("- x2");
      assertThat(shell.facts("usage").text("total")).isEqualTo(shell.facts("cost").text("total"));

      sql("DROP TRIGGER broken");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(rows("usage", "--by", "session")).containsExactly("s1 x2"));
    }
  }

  private void sql(String statement) throws SQLException {
    Path file = shell.home().directory().resolve("trafficcontrol.db");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=30000");
        Statement todo = connection.createStatement()) {
      todo.execute(statement);
    }
  }

  @Test
  void what_was_booked_before_is_left_out_and_rows_beyond_the_limit_are_counted() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      call(daemon, "session-id", "s1");
      call(daemon, "session-id", "s2");
      await().until(() -> rows("usage", "--by", "session").equals(List.of("s1 x1", "s2 x1")));

      Facts one = shell.facts("usage", "--by", "session", "--limit", "1");
      assertThat(one.objects("usage")).hasSize(1);
      assertThat(one.number("more")).isEqualTo(1);
      assertThat(one.number("calls")).isEqualTo(2);
      assertThat(shell.run("usage", "--by=session", "--limit=1").out())
          .contains("Rows left out: 1");
      for (String since : List.of("1d", "2020-01-01", "2020-01-01T00:00:00Z")) {
        assertThat(rows("usage", "--since", since)).hasSize(1);
      }
      for (String since : List.of("2099-01-01", "2099-01-01T00:00:00+01:00")) {
        assertThat(shell.run("usage", "--since", since).out()).startsWith("No call has ended");
      }
    }
  }

  @Test
  void what_it_does_not_know_is_refused_with_what_it_does() {
    assertRefused("--by=planet", "'planet', only by project, task, run, model, key, session");
    assertRefused("--since=yesterday", "'yesterday' is not a length of time");
    assertRefused("--since=2026-02-30", "2026-02-30");
    assertRefused("--since=2026-02-01T10:00", "is not a time with its zone");
    assertRefused("--since=99999999999999d", "longer than time lasts");
    assertRefused("--limit=0", "from 1 to 100000");
  }

  private void assertRefused(String word, String why) {
    Shell.Result result = shell.run("usage", word);
    assertThat(result.exit()).as(result.toString()).isEqualTo(2);
    assertThat(result.err()).contains(why).doesNotContain("Exception");
  }
}
