package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.app.home.HomeLock;
import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A daemon from its start to its end, in a process of its own, met as people meet it.
class DaemonProcessTest {

  private static final int LONGEST_BODY = (32 << 20) - 1024;
  private static final int AT_ONCE = 8;

  /// The launcher's heap, and more cores than this machine may have.
  private static final String[] AS_LAUNCHED = {
    "-Xmx1g", "-Djdk.virtualThreadScheduler.parallelism=" + AT_ONCE
  };

  @TempDir Path directory;

  private SlowProvider provider;
  private Shell shell;

  @BeforeEach
  void makeHome() throws IOException {
    provider = new SlowProvider();
    shell =
        new Shell(directory.resolve("home"))
            .with("ANTHROPIC_API_KEY", "sk-ant-nobody")
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.url().toString());
    assertThat(shell.run("init").exit()).isZero();
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private String key() {
    return shell.facts("key", "create", "--name", "test", "--limit", "1").text("key");
  }

  private List<String> book(String kind) {
    return shell.facts("ledger", "list").objects("events").stream()
        .filter(event -> event.text("kind").equals(kind))
        .map(event -> event.text("event"))
        .toList();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(shell.home().socket()).doesNotExist();
    assertThat(shell.home().unpacked()).isEmptyDirectory();
    HomeLock.tryTake(shell.home()).orElseThrow().close();
  }

  @Test
  void stop_ends_the_daemon_with_exit_0_and_leaves_nothing_behind() throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      assertThat(shell.run("stop", "--reason", "bedtime").out()).isEqualTo("Stopped.\n");

      assertThat(daemon.ended().exit()).isZero();
      assertThat(daemon.children()).isEmpty();
      assertNothingIsLeft();
      assertThat(shell.run("stop").out()).isEqualTo("Nothing ran.\n");
      assertThat(book("switched"))
          .singleElement()
          .asString()
          .contains("\"stopped\"", "bedtime", "\"" + System.getProperty("user.name") + "\"");
    }
  }

  @Test
  void a_signal_lets_the_calls_in_flight_end_and_settle() throws Exception {
    String key = key();
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      CompletableFuture<HttpResponse<String>> call =
          SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key);
      provider.awaitCall();
      daemon.signal();
      SlowProvider.awaitLine(shell.home().logs().resolve("daemon.log"), "Stopping within");
      provider.answer();

      assertThat(call.get().statusCode()).isEqualTo(200);
      daemon.ended();
    }
    assertNothingIsLeft();
    assertThat(book("settled")).hasSize(1);
    assertThat(book("expired")).isEmpty();
  }

  @Test
  void F18_what_was_switched_is_still_so_after_kill_9_and_the_dead_socket_is_in_nobodys_way()
      throws Exception {
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      shell.facts("pause", "--reason", "night");
      shell.facts("breaker", "trip", "--reason", "drill");
      shell.facts("budget", "set", "--scope", "global", "--window", "total", "--limit", "7");
      daemon.killHard();
    }
    assertThat(shell.home().socket()).exists();
    assertIsSwitched(shell.facts("status"), false);
    try (DaemonProcess next = DaemonProcess.start(shell)) {
      next.gateway();
      assertIsSwitched(shell.facts("status"), true);
      assertThat(shell.facts("ledger", "verify").truth("sound")).isTrue();
    }
  }

  private static void assertIsSwitched(Facts status, boolean running) {
    assertThat(status.object("daemon").truth("running")).isEqualTo(running);
    assertThat(status.texts("warnings")).singleElement().asString().contains("paused", "night");
    assertThat(status.object("breaker").text("state")).isEqualTo("open");
    assertThat(status.objects("budgets")).anyMatch(budget -> budget.text("limit").equals("7.00"));
  }

  @Test
  void F18_a_kill_holds_over_a_new_start_until_the_owner_resumes() throws Exception {
    String key = key();
    provider.answer();
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      daemon.gateway();
      assertThat(shell.run("kill", "--reason", "smoke").exit()).isZero();
      assertThat(daemon.ended().exit()).isZero();
      assertNothingIsLeft();
    }
    try (DaemonProcess next = DaemonProcess.start(shell)) {
      HttpResponse<String> refused =
          SlowProvider.call(next.gateway().resolve("/v1/messages"), key).get();
      assertThat(refused.body()).contains("everything was stopped", "smoke");
      assertThat(provider.calls()).isZero();

      assertThat(shell.facts("resume").truth("was_killed")).isTrue();
      assertThat(SlowProvider.call(next.gateway().resolve("/v1/messages"), key).get().statusCode())
          .isEqualTo(200);
    }
    assertThat(provider.calls()).isEqualTo(1);
  }

  @Test
  void kill_cuts_the_call_that_is_in_flight_and_charges_it() throws Exception {
    String key = key();
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      CompletableFuture<HttpResponse<String>> call =
          SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key);
      provider.awaitCall();

      assertThat(shell.facts("kill", "--reason", "smoke").number("calls")).isEqualTo(1);
      assertThat(daemon.ended().exit()).isZero();
      assertThat(call.get().body()).contains("the call was cut: smoke");
    }
    assertThat(shell.facts("cost").text("total")).isNotEqualTo("0.00");
    assertThat(shell.facts("ledger", "verify").text("held")).isEqualTo("0.00");
  }

  @Test
  void a_hard_trip_by_hand_cuts_the_call_that_is_in_flight() throws Exception {
    String key = key();
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      CompletableFuture<HttpResponse<String>> call =
          SlowProvider.call(daemon.gateway().resolve("/v1/messages"), key);
      provider.awaitCall();
      shell.facts("breaker", "trip", "--reason", "look");
      assertThat(call).isNotDone();

      Facts tripped = shell.facts("breaker", "trip", "--hard", "--reason", "smoke");
      assertThat(tripped.text("kind")).isEqualTo("hard");
      assertThat(call.get().body()).contains("the call was cut: the breaker was tripped: smoke");
      shell.facts("stop");
    }
  }

  @Test
  void the_longest_bodies_at_once_are_all_answered_within_the_daemons_memory() throws Exception {
    String key = shell.facts("key", "create", "--name", "large", "--limit", "0.01").text("key");
    byte[] body =
        ("{\"model\":\"claude-sonnet-5-5\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"é"
                + "a".repeat(LONGEST_BODY)
                + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    try (DaemonProcess daemon = DaemonProcess.start(shell, AS_LAUNCHED)) {
      URI messages = daemon.gateway().resolve("/v1/messages");
      List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        calls.add(SlowProvider.call(messages, key, body));
      }
      for (CompletableFuture<HttpResponse<String>> call : calls) {
        assertThat(call.get().statusCode()).as(call.get().body()).isEqualTo(429);
        assertThat(call.get().body()).contains("more than the limit");
      }
      assertThat(SlowProvider.call(messages, key, "{}".getBytes(StandardCharsets.UTF_8)).get())
          .as("it still answers")
          .matches(answer -> answer.statusCode() == 400);
      shell.facts("stop");
      daemon.ended();
    }
    assertThat(Files.readString(shell.home().logs().resolve("daemon.log")))
        .doesNotContain("OutOfMemory");
  }

  @Test
  void a_gateway_whose_port_is_taken_is_not_started_and_says_so() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      shell.with("TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:" + taken.getLocalPort());
      try (DaemonProcess daemon = DaemonProcess.start(shell)) {
        Shell.Result ended = daemon.ended();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err())
            .startsWith("Error: ")
            .contains(taken.getLocalPort() + " is taken", "gateway.listen");
      }
      assertNothingIsLeft();
    }
  }

  @Test
  void F20_a_daemon_whose_cap_does_not_cap_is_not_started() throws Exception {
    try (DaemonProcess sound = DaemonProcess.start(shell)) {
      sound.gateway();
      shell.facts(
          "budget", "set", "--scope", "key:self-test", "--window", "total", "--limit", "unlimited");
      shell.facts("stop");
      sound.ended();
    }
    try (DaemonProcess broken = DaemonProcess.start(shell)) {
      Shell.Result ended = broken.ended();
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).startsWith("Error: ").contains("nothing was started", "Fix:");
      assertThat(ended.err()).doesNotContain("\tat ");
      assertNothingIsLeft();
    }
  }

  @Test
  void F04_a_home_has_one_daemon_and_the_second_says_so() throws Exception {
    try (DaemonProcess first = DaemonProcess.start(shell);
        DaemonProcess second = DaemonProcess.start(shell)) {
      Shell.Result ended = second.ended();
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("A daemon works in " + shell.home(), "trafficctl status");
      first.gateway();
      assertThat(shell.facts("status").object("daemon").truth("running")).isTrue();
    }
  }

  @Test
  void F04_a_second_home_with_the_same_provider_key_is_refused_until_its_owner_allows_it()
      throws Exception {
    shell.with("HOME", directory.toString());
    Shell other = new Shell(directory.resolve("other"));
    shell.environment().forEach(other::with);
    other.with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", "http://127.0.0.1:1");
    assertThat(other.run("init").exit()).isZero();
    try (DaemonProcess first = DaemonProcess.start(shell);
        DaemonProcess second = DaemonProcess.start(other)) {
      first.gateway();
      Shell.Result ended = second.ended();
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .contains(
              "$ANTHROPIC_API_KEY is used now, by a daemon of " + shell.home(),
              "other-homes: allow")
          .doesNotContain("sk-ant");
      other.with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_OTHER_HOMES", "allow");
      try (DaemonProcess allowed = DaemonProcess.start(other)) {
        allowed.gateway();
      }
      other.with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_OTHER_HOMES", "refuse");
      shell.facts("stop");
      first.ended();
    }
    try (DaemonProcess second = DaemonProcess.start(other)) {
      assertThat(second.ended().err())
          .as("taking turns would spend the day's budget twice as well")
          .contains("$ANTHROPIC_API_KEY is " + shell.home() + "'s already");
    }
  }

  @Test
  void a_database_that_can_not_be_read_is_told_with_what_to_do() throws Exception {
    Files.writeString(shell.home().database(), "this is no database, and never was one\n");
    try (DaemonProcess daemon = DaemonProcess.start(shell)) {
      Shell.Result ended = daemon.ended();
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err())
          .startsWith("Error: The database was not opened\n")
          .contains(shell.home().database().toString(), "restore")
          .doesNotContain("\tat ");
    }
  }
}
