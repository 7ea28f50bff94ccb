package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.sandbox.BubblewrapSandbox;
import dev.trafficcontrol.adapter.sandbox.NoSandbox;
import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.testing.Needs;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent may try. Each attempt succeeds with the guard off and fails with it on.
@Needs(dev.trafficcontrol.testing.Program.BUBBLEWRAP)
class SandboxAttackTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SUCCEEDED = "ATTACK SUCCEEDED";

  @TempDir Path temp;
  private Path owner;
  private Path home;
  private Path worktree;
  private Path checkout;
  private final ChildProcesses processes = new ChildProcesses(InstantSource.system());

  @BeforeEach
  void build() throws IOException {
    owner = temp.toRealPath().resolve("home");
    home = Files.createDirectories(owner.resolve(".trafficcontrol"));
    worktree = Files.createDirectories(home.resolve("worktrees/R1"));
    Files.createDirectories(home.resolve("worktrees/R2"));
    Files.createDirectories(home.resolve("runs/R1/home"));
    Files.writeString(home.resolve("trafficcontrol.db"), "the book");
    Files.writeString(home.resolve("worktrees/R2/other"), "another run's work");
    checkout = Files.createDirectories(temp.toRealPath().resolve("checkout"));
    Files.createDirectories(checkout.resolve(".git"));
    Files.writeString(checkout.resolve(".git/config"), "[core]\n");
    Files.writeString(checkout.resolve(".env"), "ANTHROPIC_API_KEY=provider-key\n");
    Files.writeString(worktree.resolve(".git"), "gitdir: " + checkout + "/.git/worktrees/R1\n");
  }

  @AfterEach
  void close() {
    processes.close();
  }

  private Walls walls() {
    return new Walls(
        worktree.toString(),
        List.of(worktree.toString(), home.resolve("runs/R1/home").toString()),
        List.of(checkout.resolve(".git").toString(), worktree.resolve(".git").toString()),
        List.of(owner.toString(), checkout.toString()));
  }

  private Walls noWalls() {
    return new Walls(worktree.toString(), List.of("/tmp", temp.toString()), List.of(), List.of());
  }

  /// Runs a shell script as an agent; what it printed.
  private List<String> run(Sandbox sandbox, Walls walls, String script) {
    return run(sandbox, walls, script, Map.of());
  }

  private List<String> run(
      Sandbox sandbox, Walls walls, String script, Map<String, String> moreEnvironment) {
    List<String> lines = new CopyOnWriteArrayList<>();
    Child child = start(sandbox, walls, script, moreEnvironment, lines);
    try {
      assertThat(child.awaitExit(PATIENCE)).isPresent();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    } finally {
      assertThat(child.end(Duration.ofSeconds(1))).isEqualTo(Ending.COMPLETE);
    }
    return lines;
  }

  private Child start(
      Sandbox sandbox,
      Walls walls,
      String script,
      Map<String, String> moreEnvironment,
      List<String> lines) {
    OutputPlan output =
        new OutputPlan(
            temp.resolve("out").toString(), temp.resolve("err").toString(), 1 << 20, lines::add);
    return processes.start(sandbox.confine(shell(script, moreEnvironment), walls), output);
  }

  private Program shell(String script, Map<String, String> moreEnvironment) {
    Map<String, String> environment = new HashMap<>(moreEnvironment);
    environment.putIfAbsent("PATH", "/usr/bin:/bin");
    environment.put("HOME", home.resolve("runs/R1/home").toString());
    environment.put(Processes.MARK, "R1-" + temp.hashCode());
    return new Program(List.of("sh", "-c", script), environment, List.of(), Optional.empty());
  }

  private static BubblewrapSandbox sandbox() {
    return SandboxProbe.probe("bwrap") instanceof SandboxProbe.Finding.Available(var found)
        ? found
        : new BubblewrapSandbox("no bubblewrap");
  }

  private void fails_inside_but_succeeds_without_walls(String attack) {
    String script = attack + " && echo && echo '" + SUCCEEDED + "'";
    assertThat(run(new NoSandbox(), walls(), script)).as("guard off").contains(SUCCEEDED);
    assertThat(run(sandbox(), walls(), script)).as("guard on").doesNotContain(SUCCEEDED);
  }

  private void fails_inside_but_succeeds_without_hiding(String attack) {
    String script = attack + " && echo && echo '" + SUCCEEDED + "'";
    assertThat(run(sandbox(), noWalls(), script)).as("guard off").contains(SUCCEEDED);
    assertThat(run(sandbox(), walls(), script)).as("guard on").doesNotContain(SUCCEEDED);
  }

  @Test
  void an_agent_can_do_its_work() throws IOException {
    assertThat(
            run(
                sandbox(),
                walls(),
                "echo x > work && echo y > $HOME/z && echo t > /tmp/t && cat .git"
                    + " && cat "
                    + checkout
                    + "/.git/config"))
        .anyMatch(line -> line.startsWith("gitdir:"))
        .contains("[core]");
    assertThat(worktree.resolve("work")).hasContent("x");
    assertThat(home.resolve("runs/R1/home/z")).hasContent("y");
  }

  @Test
  void what_is_hidden_is_not_uncovered_by_showing_the_same_path() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), owner);
    Walls walls = walls();
    for (Path same : List.of(owner, link, checkout, owner.resolve("../home"))) {
      for (Walls uncovering :
          List.of(
              new Walls(walls.directory(), walls.writable(), List.of("" + same), walls.hidden()),
              new Walls(walls.directory(), List.of("" + same), List.of(), walls.hidden()))) {
        assertThatThrownBy(() -> sandbox().confine(shell("true", Map.of()), uncovering))
            .isInstanceOf(LaunchFailed.class)
            .hasMessageContaining("out of sight");
      }
    }
  }

  @Test
  void what_is_shown_around_something_hidden_leaves_it_hidden() {
    Walls shown =
        new Walls(
            worktree.toString(),
            List.of(worktree.toString()),
            List.of(temp.toString()),
            List.of(owner.toString(), checkout.toString()));
    assertThat(run(sandbox(), shown, "ls -A " + owner + " " + checkout))
        .doesNotContain("trafficcontrol.db", ".env");
  }

  @Test
  void a_program_of_the_agents_own_is_never_taken_for_the_sandbox() throws IOException {
    Path bin = Files.createDirectories(worktree.resolve("node_modules/.bin"));
    Path impostor =
        Files.writeString(bin.resolve("bwrap"), "#!/bin/sh\ntouch " + temp + "/escaped\n");
    assertThat(impostor.toFile().setExecutable(true)).isTrue();
    String path = "./node_modules/.bin:/usr/bin:/bin";
    Sandbox byName = new BubblewrapSandbox("bwrap");

    run(byName, walls(), "true", Map.of("PATH", path));
    assertThat(temp.resolve("escaped")).as("guard off").exists();
    Files.delete(temp.resolve("escaped"));

    run(sandbox(), walls(), "true", Map.of("PATH", path));
    assertThat(temp.resolve("escaped")).as("guard on").doesNotExist();
  }

  @Test
  void an_agent_can_not_reach_the_daemons_socket() throws IOException {
    Path socket = home.resolve("control.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      String connect =
          "python3 -c 'import socket; socket.socket(socket.AF_UNIX).connect(\"" + socket + "\")'";
      fails_inside_but_succeeds_without_walls(connect);
      fails_inside_but_succeeds_without_hiding(connect);
    }
  }

  @Test
  void an_agent_can_not_read_the_daemons_environment() {
    fails_inside_but_succeeds_without_walls(
        "tr '\\0' '\\n' < /proc/" + ProcessHandle.current().pid() + "/environ | grep -q ^PATH=");
  }

  @Test
  void an_agent_can_not_read_the_book_or_another_runs_work() {
    fails_inside_but_succeeds_without_hiding("cat " + home.resolve("trafficcontrol.db"));
    fails_inside_but_succeeds_without_hiding("cat " + home.resolve("worktrees/R2/other"));
  }

  @Test
  void an_agent_can_not_read_a_key_that_lies_in_the_owners_checkout() {
    fails_inside_but_succeeds_without_hiding("cat " + checkout.resolve(".env"));
  }

  @Test
  void F78_an_agent_can_not_write_outside_its_worktree() {
    for (Path target :
        List.of(
            checkout.resolve("x"),
            checkout.resolve(".git/hooks-x"),
            home.resolve("worktrees/R2/x"),
            home.resolve("x"),
            worktree.resolve(".git"))) {
      fails_inside_but_succeeds_without_walls("echo bad >> " + target);
    }
    fails_inside_but_succeeds_without_walls("mv .git moved && mv moved .git");
    fails_inside_but_succeeds_without_walls(
        "touch /var/tmp/tc-$$ && touch /dev/shm/tc-$$ && rm /var/tmp/tc-$$ /dev/shm/tc-$$"
            + " && touch /etc/tc-$$ && rm /etc/tc-$$");
  }

  @Test
  void an_agent_can_not_take_the_walls_away() {
    String peek = " && cat " + home.resolve("trafficcontrol.db");
    for (String attempt :
        List.of(
            "umount " + owner + peek,
            "unshare -Urm umount " + owner + peek,
            "mount -o remount,rw / && touch /tc-broke-out",
            "mount --bind / /tmp" + peek,
            "nsenter -t 1 -m cat " + home.resolve("trafficcontrol.db"),
            "chroot /proc/1/root cat " + home.resolve("trafficcontrol.db"),
            "cp /proc/sys/kernel/core_pattern /tmp/p && cp /tmp/p /proc/sys/kernel/core_pattern",
            ": > /proc/sysrq-trigger")) {
      assertThat(
              run(sandbox(), walls(), "{ " + attempt + "; } && echo && echo '" + SUCCEEDED + "'"))
          .as(attempt)
          .doesNotContain(SUCCEEDED);
    }
    assertThat(
            run(
                sandbox(),
                walls(),
                "grep CapEff /proc/self/status; grep NoNewPrivs /proc/self/status"))
        .containsExactly("CapEff:\t0000000000000000", "NoNewPrivs:\t1");
  }

  @Test
  void F66_nothing_outlives_its_run_however_it_leaves() {
    String leave =
        "(setsid nohup env -u "
            + Processes.MARK
            + " sh -c '(echo up > far; exec sleep 987654) &' &) ;"
            + " while ! test -e far; do sleep 0.02; done";
    assertThat(run(new NoSandbox(), walls(), leave)).isEmpty();
    List<ProcessHandle> survivors = sleepers();
    assertThat(survivors).as("guard off").isNotEmpty();
    survivors.forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> sleepers().isEmpty());
    assertThat(worktree.resolve("far").toFile().delete()).isTrue();

    run(sandbox(), walls(), leave);
    assertThat(worktree.resolve("far")).as("it did get away inside").exists();
    assertThat(sleepers()).as("guard on").isEmpty();
  }

  @Test
  void F80_a_run_that_ignores_signals_is_ended_in_bounded_time() {
    List<String> lines = new CopyOnWriteArrayList<>();
    String stubborn =
        "trap '' TERM INT HUP; (setsid sh -c 'trap \"\" TERM; sleep 987654; sleep 1' &);"
            + " echo up; while :; do sleep 0.05; done";
    Child child = start(sandbox(), walls(), stubborn, Map.of(), lines);
    await().atMost(PATIENCE).until(() -> lines.contains("up") && !sleepers().isEmpty());
    assertThat(child.end(Duration.ofMillis(200))).isEqualTo(Ending.COMPLETE);
    assertThat(sleepers()).isEmpty();
    assertThat(child.usage()).isEqualTo(ChildUsage.NOTHING);
  }

  @Test
  void an_agent_in_the_sandbox_is_asked_to_end_before_it_is_killed() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Child child =
        start(
            sandbox(),
            walls(),
            "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done",
            Map.of(),
            lines);
    await().atMost(PATIENCE).until(() -> lines.contains("up"));
    child.end(PATIENCE);
    assertThat(lines).containsExactly("up", "bye");
  }

  @Test
  void memory_inside_the_sandbox_is_seen_from_outside() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Child child = start(sandbox(), walls(), "setsid tail /dev/zero & sleep 1000", Map.of(), lines);
    await().atMost(PATIENCE).until(() -> child.usage().memoryBytes() > 64L << 20);
    child.end(Duration.ZERO);
  }

  @Test
  void F76_the_environment_is_an_allow_list_and_nothing_of_it_is_an_argument() {
    CommandLine command =
        sandbox()
            .confine(
                new Program(
                    List.of("env"), Map.of("TOKEN", "run-key"), List.of(), Optional.empty()),
                walls());
    assertThat(command.arguments()).noneMatch(argument -> argument.contains("run-key"));
    assertThat(run(sandbox(), walls(), "env", Map.of("TOKEN", "run-key")))
        .contains("TOKEN=run-key")
        .allMatch(
            line -> line.matches("(PATH|HOME|PWD|TOKEN|_|SHLVL|OLDPWD|TRAFFICCONTROL_MARK)=.*"));
  }

  @Test
  void a_missing_or_unusable_bubblewrap_is_found_by_trying() {
    assertThat(SandboxProbe.probe("/no/such/bwrap"))
        .isInstanceOfSatisfying(
            SandboxProbe.Finding.Unavailable.class,
            found -> assertThat(found.fix()).contains("bubblewrap"));
    assertThat(SandboxProbe.probe("/bin/false"))
        .isInstanceOf(SandboxProbe.Finding.Unavailable.class);
    assertThat(SandboxProbe.probe("bwrap")).isInstanceOf(SandboxProbe.Finding.Available.class);
  }

  private static List<ProcessHandle> sleepers() {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process ->
            process.info().commandLine().filter(line -> line.contains("987654")).isPresent())
        .toList();
  }
}
