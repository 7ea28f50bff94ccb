package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.Lowering;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One attempt with everything real but the provider.
class RunSupervisorTest {

  @TempDir Path temp;
  private RunBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RunBench(temp);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static RunLimits limits(Duration start, Duration idle, Duration wall) {
    RunLimits usual = RunLimits.DEFAULT;
    return new RunLimits(
        start,
        idle,
        wall,
        usual.verifyWithin(),
        usual.calls(),
        usual.memoryBytes(),
        usual.processes(),
        usual.outputBytes());
  }

  @Test
  void a_verified_result_is_on_its_branch_and_waits_for_review() throws Exception {
    String before = bench.owner.state();
    Claim claim =
        bench.claim(
            "echo work > made; echo $TRAFFICCONTROL_KEY > key",
            "test -e made && test -z \"$TRAFFICCONTROL_KEY\"");

    RunRecord record = bench.run(claim);

    assertThat(bench.troubles).isEmpty();
    assertThat(bench.state(claim)).isEqualTo(TaskState.REVIEW);
    assertThat(bench.reason(claim)).isEqualTo("2 files changed, verified");
    assertThat(bench.onBranch(claim, "made")).isEqualTo("work");
    assertThat(bench.owner.git("log", "-1", "--format=%s", bench.branch(claim)))
        .isEqualTo("The title");
    assertThat(record.state()).isEqualTo(RunState.ENDED);
    assertThat(bench.slotsTaken()).isZero();
    assertThat(bench.calls.cut).contains(claim.run());
    assertThat(bench.canSpend(bench.onBranch(claim, "key"))).as("its key is dead").isFalse();
    assertThat(bench.home.resolve("worktrees").resolve(claim.run())).doesNotExist();
    assertThat(bench.owner.state()).isEqualTo(before);
  }

  @Test
  void while_it_works_the_runs_key_can_spend() throws Exception {
    Claim claim =
        bench.claim(
            "echo $TRAFFICCONTROL_KEY > key; while ! test -e go; do sleep 0.05; done", null);
    RunSupervisor supervisor = bench.supervisor();
    supervisor.start(claim);
    Path key = bench.home.resolve("worktrees").resolve(claim.run()).resolve("key");
    await()
        .atMost(RunBench.PATIENCE)
        .until(() -> Files.exists(key) && Files.readString(key).endsWith("\n"));
    assertThat(bench.canSpend(Files.readString(key).strip())).isTrue();
    await().atMost(RunBench.PATIENCE).until(() -> bench.state(claim) == TaskState.RUNNING);
    Files.createFile(key.resolveSibling("go"));
    await().atMost(RunBench.PATIENCE).until(() -> supervisor.count() == 0);
    assertThat(bench.canSpend(bench.onBranch(claim, "key"))).isFalse();
  }

  @Test
  void the_key_of_a_run_has_the_rules_that_its_owner_set() throws Exception {
    bench.rules = KeyRules.NONE.withLowering(Lowering.TO_BUDGET);
    List<Key> keys = new CopyOnWriteArrayList<>();
    RunSupervisor supervisor =
        bench.supervisor(
            RunLimits.DEFAULT,
            ports ->
                with(
                    ports,
                    new Launching(
                        ports.launcher(),
                        order -> bench.ledger.key(RunBench.firstKey().id()).ifPresent(keys::add))));
    bench.run(supervisor, bench.claim("echo work > made", null));
    assertThat(keys)
        .singleElement()
        .satisfies(key -> assertThat(key.ruled().allowsLowering()).isTrue());
  }

  @Test
  void F54_intent_is_durable_before_a_process_exists() throws Exception {
    Claim claim = bench.claim("echo work > made", null);
    List<RunRecord> seen = new CopyOnWriteArrayList<>();
    RunSupervisor supervisor =
        bench.supervisor(
            RunLimits.DEFAULT,
            ports ->
                with(
                    ports,
                    new Launching(ports.launcher(), order -> seen.add(bench.record(claim)))));
    bench.run(supervisor, claim);
    assertThat(seen).hasSize(1);
    assertThat(seen.getFirst().state()).isEqualTo(RunState.STARTING);
    assertThat(seen.getFirst().place()).isPresent();
  }

  @Test
  void F54_where_the_start_can_not_be_recorded_nothing_goes_on_running() throws Exception {
    Claim claim = bench.claim("echo work > made; sleep 9876501", null);
    RunStore broken =
        new ForwardingRunStore(bench.runs()) {
          @Override
          public void running(String run, ChildMark process, Instant now) {
            throw new IllegalStateException("the disk is full");
          }
        };
    bench.run(bench.supervisor(RunLimits.DEFAULT, ports -> with(ports, broken)), claim);
    assertThat(RunBench.alive("9876501")).isEmpty();
    assertThat(bench.troubles).anyMatch(said -> said.contains("the disk is full"));
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void F64_a_hanging_agent_is_ended_and_its_work_is_kept() throws Exception {
    Claim claim = bench.claim("echo half > made; echo begun; sleep 9876502", null);
    RunLimits short_ = limits(RunBench.PATIENCE, Duration.ofSeconds(1), RunBench.PATIENCE);
    bench.run(bench.supervisor(short_, ports -> ports), claim);
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.reason(claim)).contains("neither wrote nor called");
    assertThat(bench.onBranch(claim, "made")).isEqualTo("half");
    assertThat(RunBench.alive("9876502")).isEmpty();
  }

  @Test
  void F75_an_agent_that_waits_for_somebody_is_ended_at_the_start_deadline() throws Exception {
    Claim claim = bench.claim("sleep 9876503", null);
    RunLimits short_ = limits(Duration.ofSeconds(1), RunBench.PATIENCE, RunBench.PATIENCE);
    bench.run(bench.supervisor(short_, ports -> ports), claim);
    assertThat(bench.reason(claim)).contains("no sign of life");
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void a_folder_that_can_not_be_looked_through_ends_its_run_all_the_same() throws Exception {
    Claim claim =
        bench.claimElsewhere(
            "python3 -c 'import os\nfor i in range(30): os.mkdir(\"d\" * 200); os.chdir(\"d\" * 200)'");

    RunRecord record = bench.run(claim);

    assertThat(bench.troubles).isEmpty();
    assertThat(record.state()).isEqualTo(RunState.ENDED);
    assertThat(bench.slotsTaken()).isZero();
    new ProcessBuilder("rm", "-rf", record.place().orElseThrow().directory()).start().waitFor();
  }

  @Test
  void F66_what_an_agent_leaves_behind_dies_with_its_run() throws Exception {
    Claim claim =
        bench.claim(
            "echo x > made; (setsid nohup sh -c 'echo $$ > far; exec sleep 9876504' &);"
                + " while ! test -e far; do sleep 0.02; done",
            "! pgrep -f 987650[4]");
    bench.run(bench.supervisor(), claim);
    assertThat(RunBench.alive("9876504")).isEmpty();
    assertThat(bench.state(claim)).as(bench.reason(claim)).isEqualTo(TaskState.REVIEW);
  }

  @Test
  void F79_exit_code_empty_diff_and_verification_each_deny_success() throws Exception {
    Claim exit = bench.claim("echo x > made; exit 3", null);
    bench.run(exit);
    assertThat(bench.state(exit)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.reason(exit)).contains("exit 3");
    assertThat(bench.onBranch(exit, "made")).as("kept all the same").isEqualTo("x");

    Claim empty = bench.claim("true", null);
    bench.run(empty);
    assertThat(bench.reason(empty)).contains("changed nothing");

    Claim wrong = bench.claim("echo x > made", "echo 3 tests failed; exit 1");
    bench.run(wrong);
    assertThat(bench.reason(wrong)).contains("the verification failed with exit 1");
    assertThat(bench.state(wrong)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void F73_the_same_failure_twice_stops_the_task() throws Exception {
    Claim first = bench.claim("echo x > made", "echo failed after $(date +%N) ns; exit 1");
    bench.run(first);
    assertThat(bench.state(first)).isEqualTo(TaskState.QUEUED);
    Claim second = bench.claimAgain(first);
    bench.run(second);
    assertThat(bench.state(second)).isEqualTo(TaskState.FAILED);
    assertThat(bench.reason(second)).contains("the same as the time before");
  }

  @Test
  void F77_the_text_of_a_task_is_data() throws Exception {
    String nasty = "--help; $(touch /tmp/pwned) `touch pwned` \" ' \\ && touch pwned";
    Claim claim =
        bench.claim(
            "cat \"$TRAFFICCONTROL_TASK_FILE\" > seen; printf %s \"$TRAFFICCONTROL_TASK_TITLE\" > title",
            null, new TaskText(nasty, "-rf\n" + nasty));
    bench.run(claim);
    assertThat(bench.onBranch(claim, "title")).isEqualTo(nasty);
    assertThat(bench.onBranch(claim, "seen")).isEqualTo(nasty + "\n\n-rf\n" + nasty);
    assertThat(bench.owner.git("ls-tree", "-r", "--name-only", bench.branch(claim)))
        .doesNotContain("pwned");
    assertThat(bench.owner.git("log", "-1", "--format=%s", bench.branch(claim))).isEqualTo(nasty);
  }

  @Test
  void a_run_that_was_refused_money_is_blocked_by_budget_with_its_work_on_its_branch()
      throws Exception {
    Claim claim = bench.claim("echo x > made; exit 1", null);
    Instant frees = bench.clock.instant().plus(Duration.ofMinutes(40));
    bench.calls.activity =
        new CallActivity(
            3,
            0,
            2,
            Optional.empty(),
            Optional.of(new MoneyRefusal("global: $10", true, Optional.of(frees))));
    RunRecord record = bench.run(claim);
    assertThat(record.end().map(Verdict::outcome))
        .hasValueSatisfying(
            outcome -> assertThat(outcome).isInstanceOf(TaskOutcome.BlockedByBudget.class));
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.work.tryClaim(claim.task(), bench.clock.instant())).isEmpty();
    assertThat(bench.onBranch(claim, "made")).isEqualTo("x");
    assertThat(bench.claimAgain(claim).attempt()).isEqualTo(2);
  }

  @Test
  void F59_a_run_whose_task_is_cancelled_ends_at_its_next_renewal() throws Exception {
    Claim claim =
        bench.claim("echo x > made; echo up; trap '' TERM; sleep 9876505; sleep 9876505", null);
    RunSupervisor supervisor = bench.supervisor();
    supervisor.start(claim);
    await().atMost(RunBench.PATIENCE).until(() -> bench.state(claim) == TaskState.RUNNING);
    bench.work.move(claim.task(), TaskMove.CANCEL);
    supervisor.renewDueLeases();
    assertThat(supervisor.count()).as("not due yet").isEqualTo(1);
    bench.clock.forward(Duration.ofSeconds(11));
    supervisor.renewDueLeases();
    await().atMost(RunBench.PATIENCE).until(() -> supervisor.count() == 0);
    assertThat(bench.state(claim)).isEqualTo(TaskState.CANCELLED);
    assertThat(RunBench.alive("9876505")).isEmpty();
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void F80_kill_ends_every_run_that_ignores_signals() throws Exception {
    Claim claim =
        bench.claim("trap '' TERM INT; echo x > made; sleep 9876506; sleep 9876506", null);
    RunSupervisor supervisor = bench.supervisor();
    supervisor.start(claim);
    await().atMost(RunBench.PATIENCE).until(() -> !RunBench.alive("9876506").isEmpty());
    supervisor.killAll("killed by ann");
    assertThat(RunBench.alive("9876506")).isEmpty();
    assertThat(supervisor.awaitNone(RunBench.PATIENCE)).isTrue();
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.onBranch(claim, "made")).isEqualTo("x");
  }

  @Test
  void F68_a_program_that_can_not_be_started_leaves_no_worktree_and_no_branch() throws Exception {
    Claim claim = bench.claim("true", null);
    RunSupervisor supervisor =
        bench.supervisor(
            RunLimits.DEFAULT,
            ports ->
                with(
                    ports,
                    new Launching(
                        ports.launcher(),
                        order -> {
                          throw new LaunchFailed("there is no such program");
                        })));
    bench.run(supervisor, claim);
    assertThat(bench.reason(claim)).isEqualTo("there is no such program");
    assertThat(bench.owner.git("worktree", "list").lines()).hasSize(1);
    assertThat(bench.owner.git("branch", "--list", "trafficcontrol/*")).isEmpty();
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void F67_an_agent_that_eats_memory_is_ended() throws Exception {
    Claim claim = bench.claim("echo up; tail /dev/zero", null);
    RunLimits usual = RunLimits.DEFAULT;
    RunLimits small =
        new RunLimits(
            usual.startWithin(),
            usual.idle(),
            usual.wall(),
            usual.verifyWithin(),
            usual.calls(),
            128L << 20,
            usual.processes(),
            usual.outputBytes());
    bench.run(bench.supervisor(small, ports -> ports), claim);
    assertThat(bench.reason(claim)).contains("MiB, more than 128");
  }

  private static RunPorts with(RunPorts ports, AgentLauncher launcher) {
    return new RunPorts(
        ports.queue(),
        ports.ledger(),
        ports.calls(),
        ports.store(),
        ports.briefs(),
        ports.places(),
        launcher,
        ports.verifier());
  }

  private static RunPorts with(RunPorts ports, RunStore store) {
    return new RunPorts(
        ports.queue(),
        ports.ledger(),
        ports.calls(),
        store,
        ports.briefs(),
        ports.places(),
        ports.launcher(),
        ports.verifier());
  }

  @Test
  void F69_an_agent_that_heeds_no_limit_of_its_own_is_ended_at_our_deadline() throws Exception {
    Claim claim =
        bench.claim("echo x > made; trap '' TERM; while :; do echo busy; sleep 0.05; done", null);
    RunLimits short_ = limits(RunBench.PATIENCE, RunBench.PATIENCE, Duration.ofSeconds(1));
    bench.run(bench.supervisor(short_, ports -> ports), claim);
    assertThat(bench.reason(claim)).contains("ran for");
    assertThat(bench.onBranch(claim, "made")).isEqualTo("x");
    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void F76_an_agent_inherits_nothing_of_the_daemons_environment() throws Exception {
    Claim claim = bench.claim("env > seen", null);
    bench.run(claim);
    List<String> names =
        bench.onBranch(claim, "seen").lines().map(line -> line.replaceFirst("=.*", "")).toList();
    assertThat(names)
        .contains("ANTHROPIC_API_KEY", "HOME")
        .allMatch(name ->
            name.matches(
                "PATH|HOME|PWD|OLDPWD|SHLVL|_|ANTHROPIC_(BASE_URL|AUTH_TOKEN|API_KEY)"
                    + "|TRAFFICCONTROL_(TASK_FILE|TASK_TITLE|RUN|MODEL|GATEWAY|KEY|MARK)"));
    assertThat(System.getenv().keySet())
        .as("something to inherit")
        .anyMatch(name -> !names.contains(name));
  }
}
