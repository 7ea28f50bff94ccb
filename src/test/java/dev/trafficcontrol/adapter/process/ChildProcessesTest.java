package dev.trafficcontrol.adapter.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.run.Child;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.Ending;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.OutputPlan;
import dev.trafficcontrol.run.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Without a sandbox: what holds for every child.
class ChildProcessesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GRACE = Duration.ofMillis(300);

  @TempDir Path temp;
  private final ChildProcesses processes = new ChildProcesses(InstantSource.system());
  private final List<Child> started = new ArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(child -> child.end(Duration.ZERO));
    processes.close();
  }

  private Child sh(String script) {
    return sh(script, Map.of("PATH", "/usr/bin:/bin", Processes.MARK, "run-" + temp.hashCode()));
  }

  private Child sh(String script, Map<String, String> environment) {
    CommandLine command =
        new CommandLine(
            List.of("/bin/sh", "-c", script),
            environment,
            temp.toString(),
            CommandLine.NO_INPUT,
            0);
    Child child =
        processes.start(
            command,
            new OutputPlan(
                temp.resolve("out").toString(), temp.resolve("err").toString(), 1000, lines::add));
    started.add(child);
    return child;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_child_is_out_of_reach_of_what_a_terminal_sends_to_the_daemon() throws Exception {
    Child child = sh("test $(cut -d ' ' -f 6 /proc/$$/stat) = $$ && echo a session of its own");
    assertThat(child.awaitExit(PATIENCE)).hasValue(0);
    child.end(GRACE);
    assertThat(lines).containsExactly("a session of its own");
  }

  private long pidIn(String file) {
    return await()
        .atMost(PATIENCE)
        .until(() -> number(temp.resolve(file)), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<Long> number(Path file) throws IOException {
    return Files.exists(file) && Files.readString(file).endsWith("\n")
        ? Optional.of(Long.valueOf(Files.readString(file).strip()))
        : Optional.empty();
  }

  private static boolean isAlive(long pid) {
    return new ProcFs().process(pid).filter(process -> !process.isZombie()).isPresent();
  }

  @Test
  void a_child_gets_only_the_environment_it_is_given_and_its_exit_code_is_told()
      throws InterruptedException {
    Child child = sh("env | sort; echo oops >&2; exit 7", Map.of("ONLY", "this"));
    assertThat(child.awaitExit(PATIENCE)).isEqualTo(OptionalInt.of(7));
    assertThat(child.end(GRACE)).isEqualTo(Ending.COMPLETE);
    assertThat(lines).contains("ONLY=this").noneMatch(line -> line.startsWith("HOME="));
    assertThat(temp.resolve("err")).hasContent("oops");
  }

  @Test
  void F67_standard_input_is_closed() throws InterruptedException {
    Child child = sh("cat; echo done");
    assertThat(child.awaitExit(PATIENCE)).isPresent();
    child.end(GRACE);
    assertThat(lines).containsExactly("done");
  }

  @Test
  void F67_output_beyond_the_cap_is_dropped_with_a_note_and_never_blocks_the_child()
      throws InterruptedException, IOException {
    Child child = sh("head -c 3000000 /dev/zero | tr '\\0' 'x'; echo; echo last");
    assertThat(child.awaitExit(PATIENCE)).isEqualTo(OptionalInt.of(0));
    child.end(GRACE);
    assertThat(Files.size(temp.resolve("out"))).isLessThan(1100);
    assertThat(Files.readString(temp.resolve("out"), UTF_8)).contains("2999006 more bytes");
    assertThat(lines).as("lines are told beyond the cap").hasSize(2).endsWith("last");
  }

  @Test
  void a_child_that_ends_when_asked_to_is_not_killed() throws InterruptedException {
    Child child = sh("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.05; done");
    await().atMost(PATIENCE).until(child::hasOutput);
    assertThat(child.end(PATIENCE)).isEqualTo(Ending.COMPLETE);
    assertThat(child.awaitExit(PATIENCE)).isEqualTo(OptionalInt.of(3));
    assertThat(lines).containsExactly("up", "bye");
  }

  @Test
  void F80_a_child_that_ignores_being_asked_is_ended_in_bounded_time() {
    Child child = sh("trap '' TERM INT HUP; echo $$ > pid; while :; do sleep 0.05; done");
    long pid = pidIn("pid");
    assertThat(child.end(GRACE)).isEqualTo(Ending.COMPLETE);
    assertThat(isAlive(pid)).isFalse();
  }

  @Test
  void F66_what_left_the_session_is_found_by_its_mark_and_ended() {
    Child child =
        sh("(setsid sh -c 'echo $$ > far; trap \"\" TERM HUP; sleep 1000' &) ; sleep 1000");
    long far = pidIn("far");
    assertThat(isAlive(far)).isTrue();
    assertThat(child.end(GRACE)).isEqualTo(Ending.COMPLETE);
    assertThat(isAlive(far)).isFalse();
  }

  @Test
  void F66_leftovers_of_an_earlier_daemon_are_ended_by_what_it_recorded() {
    Child child = sh("sh -c 'echo $$ > inner; sleep 1000; true'; true", Map.of("PATH", "/bin"));
    long inner = pidIn("inner");
    assertThat(processes.endLeftovers("no-such-run", Optional.empty())).isZero();
    assertThat(isAlive(inner)).isTrue();
    assertThat(processes.endLeftovers("no-such-run", Optional.of(child.mark())))
        .isGreaterThanOrEqualTo(2);
    assertThat(isAlive(inner)).isFalse();
  }

  @Test
  void F66_whoever_carries_the_mark_of_a_run_below_a_folder_is_ended_and_nobody_else() {
    Path runs = temp.resolve("runs");
    Child stray = sh("setsid sleep 1000 & echo $! > pid; wait", marked(runs.resolve("R1")));
    Child another = sh("echo $$ > another; sleep 1000; true", marked(temp.resolve("runs2/R1")));
    long inner = pidIn("pid");
    long other = pidIn("another");
    assertThat(processes.endStrays(runs)).isGreaterThanOrEqualTo(2);
    assertThat(isAlive(inner)).isFalse();
    assertThat(isAlive(stray.mark().pid())).isFalse();
    assertThat(isAlive(other)).isTrue();
    another.end(Duration.ZERO);
  }

  private static Map<String, String> marked(Path folder) {
    return Map.of("PATH", "/usr/bin:/bin", Processes.MARK, folder.toString());
  }

  @Test
  void a_later_process_with_a_recorded_number_is_left_alone() {
    Child child = sh("echo $$ > pid; exec sleep 1000", Map.of("PATH", "/bin"));
    long pid = pidIn("pid");
    var earlier = new ChildMark(pid, child.mark().started() + "0");
    assertThat(processes.endLeftovers("no-such-run", Optional.of(earlier))).isZero();
    assertThat(isAlive(pid)).isTrue();
  }

  @Test
  void memory_is_summed_over_the_whole_tree() {
    Child child = sh("(tail /dev/zero & echo $! > pid; sleep 1000) & sleep 1000");
    pidIn("pid");
    await().atMost(PATIENCE).until(() -> child.usage().memoryBytes() > 64L << 20);
    assertThat(child.usage().processes()).isGreaterThanOrEqualTo(4);
    child.end(Duration.ZERO);
    assertThat(child.usage().processes()).isZero();
  }

  @Test
  void a_program_that_is_missing_is_a_clear_failure() {
    CommandLine command =
        new CommandLine(List.of("/no/such/agent"), Map.of(), temp.toString(), "/dev/null", 0);
    OutputPlan output =
        new OutputPlan(
            temp.resolve("out").toString(), temp.resolve("err").toString(), 10, lines::add);
    assertThatThrownBy(() -> processes.start(command, output))
        .isInstanceOf(LaunchFailed.class)
        .hasMessageContaining("/no/such/agent");
  }
}
