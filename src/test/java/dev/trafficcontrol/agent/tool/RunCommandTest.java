package dev.trafficcontrol.agent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.agent.tool.ToolResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands run as the model wrote them, see nothing of the run's key, and leave nobody behind.
class RunCommandTest {

  private static final String KEY = "tck_of_the_run";

  @TempDir Path root;
  private Toolbox tools;

  @BeforeEach
  void lay_out() {
    Map<String, String> agents =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "LANG",
            "C.UTF-8",
            "ANTHROPIC_AUTH_TOKEN",
            KEY,
            "ANTHROPIC_API_KEY",
            KEY,
            "ANTHROPIC_BASE_URL",
            "http://127.0.0.1:1",
            "TRAFFICCONTROL_KEY",
            KEY,
            "ELSEWHERE",
            "Bearer " + KEY);
    tools = new Toolbox(root, agents);
  }

  private ToolResult run(String command) {
    return tools.carryOut("run_command", new ToolInput(Map.of("command", command)));
  }

  private ToolResult runFor(int seconds, String command) {
    return tools.carryOut(
        "run_command", new ToolInput(Map.of("command", command, "timeout_seconds", seconds)));
  }

  private boolean isAlive(String pidFile) throws IOException {
    long pid = Long.parseLong(Files.readString(root.resolve(pidFile)).strip());
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    return Files.exists(stat) && !Files.readString(stat).contains(") Z ");
  }

  @Test
  void its_output_errors_and_exit_status_go_back_to_the_model() {
    assertThat(run("echo out; echo err >&2; pwd"))
        .isEqualTo(ToolResult.done("Exit status 0.\nout\nerr\n" + root + "\n"));
    assertThat(run("echo no; exit 7")).isEqualTo(ToolResult.failed("Exit status 7.\nno\n"));
    assertThat(run("no-such-program").text()).startsWith("Exit status 127.").contains("not found");
  }

  @Test
  void the_runs_key_is_not_in_its_environment() {
    assertThat(run("env; set").text())
        .contains("LANG=C.UTF-8")
        .doesNotContain(KEY, "ANTHROPIC_", "TRAFFICCONTROL_", "ELSEWHERE");
  }

  @Test
  void standard_input_is_empty() {
    assertThat(run("cat; echo end").text()).isEqualTo("Exit status 0.\nend\n");
  }

  @Test
  void of_much_output_the_beginning_and_the_end_are_kept() {
    assertThat(run("echo first; seq 100000; echo last").text())
        .hasSizeLessThan(40_000)
        .startsWith("Exit status 0.\nfirst\n1\n2\n")
        .contains("bytes left out")
        .endsWith("99999\n100000\nlast\n");
  }

  @Test
  void output_just_within_the_cap_is_whole() {
    String text = run("head -c 32000 /dev/zero | tr '\\0' x").text();
    assertThat(text).isEqualTo("Exit status 0.\n" + "x".repeat(32_000));
  }

  @Test
  void at_its_time_limit_it_is_ended_with_all_it_started_also_what_got_away_from_it()
      throws IOException {
    ToolResult result =
        runFor(
            3,
            """
            echo begun
            sleep 1000 & echo $! > child
            (sh -c 'sleep 1000 & echo $! > grandchild; exec sleep 1000' &)
            setsid sh -c 'echo $$ > session; exec sleep 1000' &
            (setsid sh -c 'trap "" TERM HUP; echo $$ > stubborn; exec sleep 1000' &)
            until [ -s grandchild ] && [ -s session ] && [ -s stubborn ]; do :; done
            (env -i sleep 1000 & echo $! > bare)
            wait
            """);

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.text()).startsWith("Ended after 3 seconds").contains("begun");
    for (String pid : new String[] {"child", "grandchild", "session", "stubborn", "bare"}) {
      assertThat(isAlive(pid)).as(pid).isFalse();
    }
  }

  @Test
  void what_it_leaves_running_ends_with_it_and_is_not_waited_for() throws IOException {
    ToolResult result = runFor(400, "sleep 1000 & echo $! > child; echo done");

    assertThat(result).isEqualTo(ToolResult.done("Exit status 0.\ndone\n"));
    assertThat(isAlive("child")).isFalse();
  }

  @Test
  void a_time_limit_beyond_the_longest_is_told_to_the_model() {
    assertThat(runFor(100_000, "true").text()).contains("from 1 to 480");
  }
}
