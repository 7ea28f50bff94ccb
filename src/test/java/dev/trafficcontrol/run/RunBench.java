package dev.trafficcontrol.run;

import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.agent.CommandAgent;
import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.sandbox.BubblewrapSandbox;
import dev.trafficcontrol.adapter.sandbox.NoSandbox;
import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A home of its own with everything real but the provider: database, ledger, queue, git,
/// processes, and the sandbox where there is one. Agents are shell scripts.
final class RunBench implements AutoCloseable {

  private static final long SEED = 42;

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");

  final Path home;
  final OwnersRepository owner;
  final ShiftedClock clock = new ShiftedClock();
  final CallsSeen calls = new CallsSeen();
  final List<String> troubles = new CopyOnWriteArrayList<>();
  final SqliteDatabase database;
  final WorkBench work;
  final MemoryBook book = new MemoryBook();
  final LedgerWriter ledger;
  final ChildProcesses processes = new ChildProcesses(clock);
  private final Path script;
  private int projects;

  /// Of the keys that runs get.
  KeyRules rules = KeyRules.NONE;

  /// The agent, where it is not the script.
  @Nullable Agent agent;

  URI gateway = URI.create("http://127.0.0.1:7410");
  private final Random random = new Random(7);

  RunBench(Path folder) throws IOException {
    Path real = folder.toRealPath();
    this.home = Files.createDirectories(real.resolve("home"));
    this.owner = OwnersRepository.withOneCommit(real.resolve("repository"));
    this.script = real.resolve("agent.sh");
    this.database = SqliteBench.open(home);
    this.work = SqlBench.bench(database);
    this.ledger = LedgerWriter.open(book, clock, BookListener.NOBODY);
  }

  /// A claimed task of a project on the repository.
  ///
  /// @param agent a shell script
  /// @param verify the project's command, or null
  Claim claim(String agent, @Nullable String verify) throws IOException {
    return claim(agent, verify, new TaskText("The title", "The description."));
  }

  Claim claim(String agent, @Nullable String verify, TaskText text) throws IOException {
    return claim(agent, new Workspace(owner.checkout.toString(), "main", verify), text);
  }

  /// A claimed task of a project without a repository.
  Claim claimElsewhere(String agent) throws IOException {
    return claim(agent, Workspace.EMPTY, new TaskText("The title", "The description."));
  }

  private Claim claim(String agent, Workspace workspace, TaskText text) throws IOException {
    Files.writeString(script, agent + "\n");
    Project project =
        Project.of(
            new ProjectName("p" + ++projects),
            workspace,
            new AgentChoice("script", "claude-sonnet-5-5"));
    work.projects().add(project, clock.instant());
    String task =
        work.add(
                List.of(new TaskDraft(project.name(), text, TaskWishes.DEFAULT)),
                new Provenance(Origin.PERSON, "ann", clock.instant()))
            .getFirst()
            .id();
    return work.claim(task, clock.instant());
  }

  /// The task's next attempt.
  Claim claimAgain(Claim before) {
    clock.forward(Duration.ofHours(2));
    return work.claim(before.task(), clock.instant());
  }

  RunPorts ports() {
    WallPlan walls = new WallPlan(List.of(home.toString()), List.of(), List.of());
    Sandbox sandbox = sandbox();
    return new RunPorts(
        work.queue(),
        ledger,
        calls,
        runs(),
        new RunBriefs(work.tasks(), work.projects()),
        new GitWorkplaces(home),
        new SandboxedLauncher(
            Map.of(
                "script",
                agent == null
                    ? new CommandAgent(List.of("sh", script.toString()), ENVIRONMENT)
                    : agent),
            sandbox,
            processes,
            () -> walls,
            1 << 20),
        new SandboxedVerifier(sandbox, processes, () -> walls, ENVIRONMENT, 1 << 20));
  }

  RunStore runs() {
    return new SqlRuns(database);
  }

  static Sandbox sandbox() {
    return SandboxProbe.probe("bwrap")
            instanceof SandboxProbe.Finding.Available(BubblewrapSandbox s)
        ? s
        : new NoSandbox();
  }

  RunSupervisor supervisor() {
    return supervisor(RunLimits.DEFAULT, ports -> ports);
  }

  RunSupervisor supervisor(RunLimits limits, UnaryOperator<RunPorts> change) {
    return new RunSupervisor(
        change.apply(ports()),
        limits,
        new ModelAccess(gateway, rules),
        clock,
        new Random(SEED),
        (run, broken) -> troubles.add(run + ": " + broken.getMessage()));
  }

  /// The key that the first run of a supervisor will get: its session's name is drawn before it.
  static KeySecret firstKey() {
    Random same = new Random(SEED);
    same.nextBytes(new byte[16]);
    byte[] randomness = new byte[KeySecret.RANDOM_BYTES];
    same.nextBytes(randomness);
    return KeySecret.mint(randomness);
  }

  /// Supervises the claim to its end.
  RunRecord run(Claim claim) {
    return run(supervisor(), claim);
  }

  RunRecord run(RunSupervisor supervisor, Claim claim) {
    supervisor.start(claim);
    // A test may end the supervising thread, as a crash would.
    await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> supervisor.count() == 0);
    return record(claim);
  }

  RunRecord record(Claim claim) {
    return runs().find(claim.run()).orElseThrow();
  }

  TaskState state(Claim claim) {
    return work.state(claim.task());
  }

  String reason(Claim claim) {
    return String.valueOf(work.get(claim.task()).progress().reason());
  }

  int slotsTaken() {
    return work.queue().snapshot(clock.instant(), null).slotsTaken();
  }

  String onBranch(Claim claim, String file) throws IOException {
    return owner.git("show", branch(claim) + ":" + file);
  }

  String branch(Claim claim) {
    return "trafficcontrol/%s/%d".formatted(claim.task(), claim.attempt());
  }

  /// Processes with the word in their command line.
  static List<ProcessHandle> alive(String word) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().filter(l -> l.contains(word)).isPresent())
        .toList();
  }

  /// Whether the key of an agent, which it wrote into a file, can still hold money.
  boolean canSpend(String secret) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldReply reply =
        ledger.hold(
            new HoldRequest(
                HoldId.mint(clock.instant(), bytes),
                KeySecret.parse(secret).orElseThrow().id(),
                List.of("claude-sonnet-5-5"),
                Money.ofUsd("0.01"),
                Duration.ofMinutes(15),
                Duration.ZERO));
    return reply instanceof HoldReply.Held;
  }

  @Override
  public void close() {
    processes.close();
    ledger.close();
    database.close();
  }

  /// The system's time, moved forward where a test says so.
  static final class ShiftedClock implements InstantSource {
    private volatile Duration shift = Duration.ZERO;

    void forward(Duration by) {
      shift = shift.plus(by);
    }

    @Override
    public Instant instant() {
      return InstantSource.system().instant().plus(shift);
    }
  }

  /// What the gateway would say, and what it was told.
  static final class CallsSeen implements RunCalls {
    volatile CallActivity activity = CallActivity.NONE;
    final List<String> cut = new CopyOnWriteArrayList<>();

    @Override
    public CallActivity activity(String run) {
      return activity;
    }

    @Override
    public void cut(String run, String reason) {
      cut.add(run);
    }
  }
}
