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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A home with everything in it that a daemon works on, and the daemons that come and go in it.
final class DaemonUnderAttack implements AutoCloseable {

  private static final String UPSTREAM = "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL";
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

  /// @param limit of the global budgets, for an hour and for a day
  DaemonUnderAttack(Path folder, Staff staff, Money limit, long seed) throws IOException {
    this.folder = folder.toRealPath();
    this.home = this.folder.resolve("home");
    this.repository = OwnersRepository.withOneCommit(this.folder.resolve("repository"));
    this.acknowledged = new AcknowledgedHolds(this.folder.resolve("acknowledged"));
    this.gateway = URI.create("http://127.0.0.1:" + freePort());
    this.shell = new Shell(home);
    this.referee = new Referee();
    this.provider = BillingProvider.start(this.folder, seed);
    prepare(staff, limit);
  }

  private void prepare(Staff staff, Money limit) throws IOException {
    shell.run("init");
    Files.writeString(shell.home().configuration(), staff.configuration(referee.port()));
    shell.facts(
        "project",
        "add",
        "shop",
        "--repo",
        repository.checkout.toString(),
        "--agent",
        staff.agent(),
        "--model",
        staff.model(),
        "--verify",
        staff.verify());
    for (String window : List.of("rolling-hour", "rolling-day")) {
      shell.facts(
          "budget", "set", "--scope", "global", "--window", window, "--limit", limit.toUsd());
    }
  }

  /// A key for agents that are no runs, and its secret.
  Facts key() {
    return shell.facts("key", "create", "--name", "load", "--limit", "0", "--window", "total");
  }

  /// The provider's bill, a line for each call's begin and end.
  Path bill() {
    return folder.resolve("bill.jsonl");
  }

  /// Tasks that a file brought, approved at once; nobody may be at work.
  void approved(Path tasks) {
    shell.facts("task", "import", tasks.toString(), "--approve");
  }

  /// The program's own proof; nobody may be at work.
  boolean verifies() {
    return shell.facts("ledger", "verify").truth("sound");
  }

  /// A daemon with its scheduler off, which dies at that step.
  Life begin(Doom.Step step, int occurrence, String isolation) throws IOException {
    return begin(
        List.of(step.name(), String.valueOf(occurrence)),
        Map.of("TRAFFICCONTROL_ISOLATION", isolation, UPSTREAM, provider.uri().toString()));
  }

  /// A daemon with its scheduler off that takes somebody else for its provider.
  Life beginBefore(URI upstream) throws IOException {
    return begin(
        List.of(Doom.Step.NEVER.name(), "1"),
        Map.of("TRAFFICCONTROL_ISOLATION", "none", UPSTREAM, upstream.toString()));
  }

  private Life begin(List<String> doom, Map<String, String> settings) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(home.toString(), acknowledged.file().toString()));
    arguments.addAll(doom);
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", folder.resolve("user").toString());
    environment.put("ANTHROPIC_API_KEY", SimulatorOptions.defaults().key());
    environment.put("TRAFFICCONTROL_GATEWAY_LISTEN", gateway.getAuthority());
    environment.put("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:0");
    return new Life(
        ChildJvm.start(DoomedDaemon.class, arguments, environment, folder.resolve("daemon.log")));
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
