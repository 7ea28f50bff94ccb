package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.cli.Facts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A daemon that goes on when the prompt has returned.
class BackgroundTest {

  @TempDir Path directory;

  private Shell shell;

  @BeforeEach
  void makeHome() {
    shell =
        new Shell(directory.resolve("home"))
            .with("HOME", directory.toString())
            .with("TRAFFICCONTROL_ISOLATION", "none")
            .with("ANTHROPIC_API_KEY", "sk-ant-nobody");
    assertThat(shell.run("init").exit()).isZero();
  }

  @AfterEach
  void stop() {
    shell.run("stop", "--within", "0");
  }

  /// The child of this process that was given this home.
  private ProcessHandle daemon() {
    return ProcessHandle.current()
        .children()
        .filter(child -> commandLine(child).contains(shell.home().toString()))
        .findFirst()
        .orElseThrow();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException ended) {
      return "";
    }
  }

  @Test
  void the_gateway_goes_on_in_a_session_of_its_own_and_says_where_to_look() throws Exception {
    Shell.Result begun = shell.run("gateway", "--background");

    assertThat(begun.exit()).as(begun.toString()).isZero();
    assertThat(begun.out())
        .contains("The gateway listens on http://127.0.0.1:", "trafficctl stop")
        .contains("Its log: " + shell.home().logs().resolve("daemon.log"));
    assertThat(shell.home().logs().resolve("daemon.log")).exists();
    String stat = Files.readString(Path.of("/proc/" + daemon().pid() + "/stat"));
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    assertThat(afterName[3]).as("its session").isEqualTo(String.valueOf(daemon().pid()));
    assertThat(shell.run("gateway", "--background").out()).contains("A daemon ran here already");

    assertThat(shell.run("stop").out()).isEqualTo("Stopped.\n");
    assertThat(shell.facts("status").object("daemon").truth("running")).isFalse();
  }

  @Test
  void a_start_that_is_refused_leaves_no_daemon_and_one_that_is_confirmed_works_on()
      throws Exception {
    Files.writeString(
        shell.home().configuration(), "agents: { touch: { command: [\"touch\", \"done\"] } }\n");
    shell.facts("project", "add", "web", "--agent", "touch");
    shell.facts("task", "add", "One");
    shell.facts("task", "add", "Two");
    assertThat(shell.run("start", "--background").exit()).isEqualTo(3);
    assertThat(shell.facts("status").object("daemon").truth("running")).isFalse();

    Facts begun = shell.facts("start", "--background", "--yes");

    assertThat(begun.text("daemon")).isEqualTo("begun");
    assertThat(begun.text("log")).endsWith("daemon.log");
    Shell.Result followed = shell.run("run", "log", firstRun(), "-f");
    assertThat(followed.out()).contains("Run R1 has ended: ");
    assertThat(shell.facts("start", "--background", "--yes").text("daemon")).isEqualTo("joined");
  }

  private String firstRun() {
    await().until(() -> !shell.facts("run", "list").objects("runs").isEmpty());
    return "R1";
  }

  @Test
  void one_that_can_not_start_says_why() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      shell.with("TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:" + taken.getLocalPort());

      Shell.Result refused = shell.run("gateway", "--background");

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("No daemon was started", "gateway.listen");
    }
  }
}
