package dev.trafficcontrol.attack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.app.Shell;
import dev.trafficcontrol.app.home.SocketControl;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A home with everything in it that a daemon works on, and the daemons that come and go in it.
final class DaemonUnderAttack implements AutoCloseable {

  /// Cheap enough that the burn monitor has nothing to trip about.
  static final String MODEL = "claude-haiku-5-5";

  private static final Duration BOOT = Duration.ofSeconds(60);
  private static final int DYING_SECONDS = 10;
  private static final Duration GLANCE = Duration.ofMillis(10);

  final Path home;
  final OwnersRepository repository;
  final BillingProvider provider;
  final Referee referee;
  final AcknowledgedHolds acknowledged;
  final URI gateway;
  private final Path folder;
  private final Shell shell;

  DaemonUnderAttack(Path folder, Money limit, long seed) throws IOException {
    this.folder = folder.toRealPath();
    this.home = this.folder.resolve("home");
    this.repository = OwnersRepository.withOneCommit(this.folder.resolve("repository"));
    this.acknowledged = new AcknowledgedHolds(this.folder.resolve("acknowledged"));
    this.gateway = URI.create("http://127.0.0.1:" + freePort());
    this.shell = new Shell(home);
    this.referee = new Referee();
    this.provider = BillingProvider.start(this.folder, seed);
    prepare(limit);
  }

  private void prepare(Money limit) throws IOException {
    shell.run("init");
    Files.writeString(
        shell.home().configuration(),
        """
        capacity: { max-agents: 2, classes: { haiku: 2 } }
        agents:
          reporter:
            command: ["%s", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "%s", "%s", "%d"]
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ReportingAgent.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                ReportingAgent.class.getName(),
                referee.port()));
    shell.facts(
        "project",
        "add",
        "shop",
        "--repo",
        repository.checkout.toString(),
        "--agent",
        "reporter",
        "--model",
        MODEL,
        "--verify",
        "setsid sleep 600 > /dev/null 2>&1 & test -s made.txt");
    for (String window : List.of("rolling-hour", "rolling-day")) {
      shell.facts(
          "budget", "set", "--scope", "global", "--window", window, "--limit", limit.toUsd());
    }
  }

  /// A key for agents that are no runs, and its secret.
  Facts key() {
    return shell.facts("key", "create", "--name", "load", "--limit", "0", "--window", "total");
  }

  /// The program's own proof; nobody may be at work.
  boolean verifies() {
    return shell.facts("ledger", "verify").truth("sound");
  }

  /// A daemon with its scheduler off, which dies at that step.
  Life begin(Doom.Step step, int occurrence, String isolation) throws IOException {
    return new Life(
        ChildJvm.start(
            DoomedDaemon.class,
            List.of(
                home.toString(),
                acknowledged.file().toString(),
                step.name(),
                String.valueOf(occurrence)),
            Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.resolve("user").toString(),
                "ANTHROPIC_API_KEY", SimulatorOptions.defaults().key(),
                "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString(),
                "TRAFFICCONTROL_GATEWAY_LISTEN", gateway.getAuthority(),
                "TRAFFICCONTROL_ISOLATION", isolation),
            folder.resolve("daemon.log")));
  }

  /// One daemon, from its start to its end.
  final class Life implements AutoCloseable {

    private final ChildJvm process;

    Life(ChildJvm process) {
      this.process = process;
    }

    ChildJvm process() {
      return process;
    }

    /// Whether it answers; false where it died before.
    boolean comesUp() {
      await()
          .atMost(BOOT)
          .pollInterval(GLANCE)
          .until(() -> !process.process().isAlive() || connect().isPresent());
      return connect().isPresent();
    }

    /// What it answers; empty where it died over it. Nobody else ever carries the request out.
    Optional<Facts> ask(Request request) {
      try {
        return connect().map(control -> control.ask(request, live -> {}).orFail());
      } catch (CommandFailed broken) {
        if (process.process().onExit().completeOnTimeout(null, DYING_SECONDS, SECONDS).join()
            == null) {
          throw broken;
        }
        return Optional.empty();
      }
    }

    private Optional<SocketControl> connect() {
      return SocketControl.connect(shell.home());
    }

    @Override
    public void close() {
      process.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  /// Whatever an unsuccessful test left of its agents.
  List<String> endAll() {
    List<String> ended = new ArrayList<>(Leftovers.of(home));
    ended.forEach(line ->
        ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
            .ifPresent(ProcessHandle::destroyForcibly));
    return ended;
  }

  @Override
  public void close() throws IOException {
    endAll();
    referee.close();
    provider.close();
  }
}
