package dev.trafficcontrol.attack;

import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.app.Shell;
import dev.trafficcontrol.app.home.SocketControl;
import dev.trafficcontrol.simulator.SimulatorOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One home of several that share a database, and the daemons that come and go in it.
final class SharingNode implements AutoCloseable {

  private static final Duration BOOT = Duration.ofSeconds(60);

  final Path home;
  final Shell shell;
  private final URI gateway;
  private final PostgresAddress database;
  private final URI provider;
  private final Path folder;
  private final AcknowledgedHolds acknowledged;
  private @Nullable ChildJvm process;

  /// @param configuration without its database
  SharingNode(
      Path folder, String name, PostgresAddress database, URI provider, String configuration)
      throws IOException {
    this.folder = folder;
    this.home = folder.resolve(name);
    this.database = database;
    this.provider = provider;
    this.shell = new Shell(home);
    this.acknowledged = new AcknowledgedHolds(folder.resolve(name + ".acknowledged"));
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.gateway = URI.create("http://127.0.0.1:" + any.getLocalPort());
    }
    shell.facts("init", "--database", database.url());
    Files.writeString(
        shell.home().configuration(), configuration + "database: \"" + database.url() + "\"\n");
  }

  /// Begins a daemon with its scheduler off.
  void begin(SharingDaemon.Lasting leases, SharingDaemon.Machine machine) throws IOException {
    process =
        ChildJvm.start(
            SharingDaemon.class,
            List.of(
                home.toString(),
                acknowledged.file().toString(),
                database.url(),
                leases.name(),
                machine.name()),
            Map.of(
                "PATH", System.getenv("PATH"),
                "HOME", folder.resolve("user").toString(),
                "ANTHROPIC_API_KEY", SimulatorOptions.defaults().key(),
                "TRAFFICCONTROL_ISOLATION", "none",
                "TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.toString(),
                "TRAFFICCONTROL_GATEWAY_LISTEN", gateway.getAuthority(),
                "TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:0"),
            folder.resolve("daemons.log"));
  }

  /// Waits until the daemon answers.
  void comesUp() {
    await().atMost(BOOT).until(() -> isDead() || SocketControl.connect(shell.home()).isPresent());
    if (isDead()) {
      throw new IllegalStateException("no daemon came up in " + home);
    }
  }

  /// Starts the scheduler on every task that waits.
  void start(int maxAgents) {
    shell.facts(
        "start",
        "--background",
        "--confirm-up-to",
        "900",
        "--confirm-tasks",
        "900",
        "--max-agents",
        String.valueOf(maxAgents));
  }

  /// What becomes of the daemon at that step.
  void become(Doom.Step step, int occurrence, Doom.Manner manner) throws IOException {
    process().getOutputStream().write(Doom.words(step, occurrence, manner));
    process().getOutputStream().flush();
  }

  boolean isDead() {
    return !process().isAlive();
  }

  boolean isStopped() {
    return Signals.isStopped(process().pid());
  }

  void receive(Signals signal) {
    signal.send(process().pid());
  }

  /// The status with which the gateway answers a small call; 0 where nobody listens.
  int call(String key) throws InterruptedException {
    String body =
        """
        {"model": "%s", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello."}]}\
        """
            .formatted(Staff.CHEAP_MODEL);
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(
              HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
                  .header("x-api-key", key)
                  .header("content-type", "application/json")
                  .header("anthropic-version", "2023-06-01")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .statusCode();
    } catch (IOException nobody) {
      return 0;
    }
  }

  /// Which of its calls the ledger has said yes to.
  List<String> acknowledged() throws IOException {
    return acknowledged.all();
  }

  private Process process() {
    if (process == null) {
      throw new IllegalStateException("no daemon was begun in " + home);
    }
    return process.process();
  }

  /// Ends its daemon, and whatever an unsuccessful test left of its agents.
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    List<Leftovers.Found> left = new ArrayList<>(Leftovers.in(home));
    left.forEach(found -> ProcessHandle.of(found.pid()).ifPresent(ProcessHandle::destroyForcibly));
  }
}
