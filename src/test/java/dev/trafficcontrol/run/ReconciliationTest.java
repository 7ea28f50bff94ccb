package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A daemon that stops between two steps, and the one after it.
class ReconciliationTest {

  /// Where the first daemon stops: just before this is recorded, or just after.
  enum Step {
    BEFORE_STARTING,
    AFTER_STARTING,
    BEFORE_PLACED,
    AFTER_PLACED,
    AFTER_RUNNING,
    BEFORE_VERIFYING,
    AFTER_VERIFYING,
    BEFORE_ENDED,
    AFTER_ENDED
  }

  /// Nobody catches it: the supervising thread is gone, as with its daemon.
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

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

  private Reconciliation reconciliation() {
    return new Reconciliation(bench.ports(), bench.clock);
  }

  private void superviseUntil(Step step, Claim claim) {
    StoppingStore store = new StoppingStore(bench.runs(), step);
    RunSupervisor supervisor =
        bench.supervisor(
            RunLimits.DEFAULT,
            ports ->
                new RunPorts(
                    ports.queue(),
                    ports.ledger(),
                    ports.calls(),
                    store,
                    ports.briefs(),
                    ports.places(),
                    ports.launcher(),
                    ports.verifier()));
    bench.run(supervisor, claim);
    assertThat(store.hasStopped).as("it stopped at " + step).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void F65_whatever_the_last_daemon_was_doing_the_next_one_ends_it(Step step) throws IOException {
    Claim claim = bench.claim("echo $TRAFFICCONTROL_KEY > made", "touch built");
    superviseUntil(step, claim);
    assertThat(bench.slotsTaken()).as("nobody has finished the claim").isEqualTo(1);

    assertThat(reconciliation().atBoot("here")).extracting(Claim::run).containsExactly(claim.run());

    assertThat(bench.slotsTaken()).isZero();
    assertThat(bench.record(claim).state()).isEqualTo(RunState.ENDED);
    assertThat(bench.state(claim))
        .isEqualTo(step == Step.AFTER_ENDED ? TaskState.REVIEW : TaskState.QUEUED);
    assertThat(bench.work.get(claim.task()).progress().setbacks())
        .as("interrupted, unless its end was known; never failed")
        .isEqualTo(new Setbacks(0, 0, step == Step.AFTER_ENDED ? 0 : 1));
    if (step.compareTo(Step.AFTER_RUNNING) > 0) {
      assertThat(bench.owner.git("diff", "--name-only", "main", bench.branch(claim)))
          .as("all that the agent did, and nothing of the verification's")
          .isEqualTo("made");
    }
    assertThat(bench.owner.git("worktree", "list").lines()).as("no worktree is left").hasSize(1);
    assertThat(reconciliation().atBoot("here")).as("once is enough").isEmpty();
  }

  @Test
  void work_that_can_not_be_committed_keeps_no_daemon_from_starting() throws IOException {
    Claim claim = bench.claim("echo x > made", null);
    superviseUntil(Step.AFTER_RUNNING, claim);
    Path git = bench.owner.checkout.resolve(".git");
    Files.move(git, temp.resolve("moved"));

    assertThat(reconciliation().atBoot("here")).extracting(Claim::run).containsExactly(claim.run());

    assertThat(bench.slotsTaken()).isZero();
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
    assertThat(bench.record(claim).place().map(Workplace::directory).map(Path::of))
        .hasValueSatisfying(left -> assertThat(left.resolve("made")).hasContent("x"));
  }

  @Test
  void a_run_without_a_place_keeps_no_daemon_from_starting_when_its_repository_is_gone()
      throws IOException {
    Claim claim = bench.claim("unused", null);
    superviseUntil(Step.BEFORE_PLACED, claim);
    Files.move(bench.owner.checkout, temp.resolve("moved"));

    assertThat(reconciliation().atBoot("here")).extracting(Claim::run).containsExactly(claim.run());

    assertThat(bench.slotsTaken()).isZero();
  }

  @Test
  void F65_what_is_still_alive_is_ended_first_and_its_work_is_kept() throws Exception {
    Claim claim = bench.claim("unused", null);
    Workplace place = bench.ports().places().prepare(order(claim));
    bench.runs().starting(claim.run());
    bench.runs().placed(claim.run(), place, "session");
    Child orphan =
        bench.processes.start(
            RunBench.sandbox()
                .confine(
                    SandboxedLauncher.marked(
                        new Program(
                            List.of("sh", "-c", "echo x > made; echo up; sleep 9876510"),
                            Map.of("PATH", "/usr/bin:/bin"),
                            List.of(),
                            Optional.empty()),
                        place),
                    new WallPlan(List.of(), List.of(), List.of()).around(place)),
            new OutputPlan(
                place.log(Workplace.Log.AGENT_OUTPUT),
                place.log(Workplace.Log.AGENT_ERRORS),
                1000,
                line -> {}));
    await().atMost(RunBench.PATIENCE).until(orphan::hasOutput);

    // Its number was not recorded yet: the mark is enough.
    reconciliation().atBoot("here");

    assertThat(RunBench.alive("9876510")).isEmpty();
    assertThat(bench.onBranch(claim, "made")).isEqualTo("x");
    assertThat(bench.state(claim)).isEqualTo(TaskState.QUEUED);
  }

  @Test
  void F59_an_attempt_that_was_taken_over_can_neither_spend_nor_finish() throws Exception {
    Claim first = bench.claim("echo $TRAFFICCONTROL_KEY > key; echo up; sleep 9876511", null);
    RunSupervisor supervisor = bench.supervisor();
    supervisor.start(first);
    await().atMost(RunBench.PATIENCE).until(() -> !RunBench.alive("9876511").isEmpty());
    Path key = bench.home.resolve("worktrees").resolve(first.run()).resolve("key");
    String secret = Files.readString(key).strip();

    bench.clock.forward(Duration.ofSeconds(31));
    onAnotherMachine().end(first, "its node was gone", TaskOutcome.Interrupted::new);
    assertThat(RunBench.alive("9876511")).as("it does not know yet").isNotEmpty();
    assertThat(bench.canSpend(secret)).isFalse();
    Claim second = bench.claimAgain(first);
    assertThat(second.token()).isGreaterThan(first.token());

    supervisor.renewDueLeases();
    await().atMost(RunBench.PATIENCE).until(() -> supervisor.count() == 0);
    assertThat(RunBench.alive("9876511")).isEmpty();
    assertThat(bench.state(second)).as("untouched by the first").isEqualTo(TaskState.ASSIGNED);
    assertThat(bench.slotsTaken()).isEqualTo(1);
  }

  /// A node that can't see the first one's processes.
  private Reconciliation onAnotherMachine() {
    RunPorts ports = bench.ports();
    AgentLauncher blind =
        new AgentLauncher() {
          @Override
          public RunningAgent launch(LaunchOrder order) {
            return ports.launcher().launch(order);
          }

          @Override
          public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
            return 0;
          }
        };
    return new Reconciliation(
        new RunPorts(
            ports.queue(),
            ports.ledger(),
            ports.calls(),
            ports.store(),
            ports.briefs(),
            ports.places(),
            blind,
            ports.verifier()),
        bench.clock);
  }

  private WorkplaceOrder order(Claim claim) {
    return new RunBriefs(bench.work.tasks(), bench.work.projects()).of(claim).order();
  }

  private static final class StoppingStore extends ForwardingRunStore {
    private final Step step;
    private volatile boolean hasStopped;

    StoppingStore(RunStore inner, Step step) {
      super(inner);
      this.step = step;
    }

    private void at(Step reached) {
      if (reached == step) {
        hasStopped = true;
        throw new Stopped();
      }
    }

    @Override
    public void starting(String run) {
      at(Step.BEFORE_STARTING);
      super.starting(run);
      at(Step.AFTER_STARTING);
    }

    @Override
    public void placed(String run, Workplace place, String session) {
      at(Step.BEFORE_PLACED);
      super.placed(run, place, session);
      at(Step.AFTER_PLACED);
    }

    @Override
    public void running(String run, ChildMark process, Instant now) {
      super.running(run, process, now);
      at(Step.AFTER_RUNNING);
    }

    @Override
    public void verifying(String run, Collected collected) {
      at(Step.BEFORE_VERIFYING);
      super.verifying(run, collected);
    }

    @Override
    public void verifying(String run, ChildMark process) {
      super.verifying(run, process);
      at(Step.AFTER_VERIFYING);
    }

    @Override
    public void ended(String run, Collected collected, Verdict verdict, Instant now) {
      at(Step.BEFORE_ENDED);
      super.ended(run, collected, verdict, now);
      at(Step.AFTER_ENDED);
    }
  }
}
