package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.testing.OwnersRepository;
import dev.trafficcontrol.testing.Tap;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// A machine as its owner has it: the provider's key in the daemon's environment and in a file
/// beside the code, a repository, a home made by the program's own commands, a simulated provider,
/// and a tap on either side of the gateway. The daemon is a process of its own.
final class OwnersMachine implements AutoCloseable {

  /// Drawn anew each time: no file has it, this class's own neither, unless the program put it
  /// there.
  static final String KEY = "sk-ant-owners-" + UUID.randomUUID();

  /// The same for a search that must not find itself.
  static final String KEY_PATTERN = KEY.replace("-owners-", "-[o]wners-");

  private static final long PATIENCE_MINUTES = 4;

  /// How a start ended.
  record Ended(int exit, String said) {}

  final Path folder;
  final OwnersRepository repository;
  final SimulatedProvider provider;
  final Tap towardsProvider;
  final Tap towardsGateway;
  final Shell shell;
  private final int gatewayPort;
  private final Map<String, String> environment = new HashMap<>();

  OwnersMachine(Path temp) throws IOException {
    folder = temp.toRealPath();
    repository = OwnersRepository.withOneCommit(folder.resolve("owner/site"));
    repository.write(".gitignore", ".env\n");
    repository.git("add", "-A");
    repository.git("commit", "--quiet", "-m", "Ignore secrets");
    Files.writeString(keyFile(), "ANTHROPIC_API_KEY=" + KEY + "\n");
    provider = SimulatedProvider.start(SimulatorOptions.defaults().withKey(KEY));
    towardsProvider = new Tap(provider.port());
    gatewayPort = freePort();
    towardsGateway = new Tap(gatewayPort);
    shell = new Shell(folder.resolve("owner/.trafficcontrol"));
    shell.with("HOME", folder.resolve("owner").toString());
    assertThat(shell.run("init").exit()).isZero();
  }

  /// The one file that the owner put the key into.
  Path keyFile() {
    return repository.checkout.resolve(".env");
  }

  OwnersMachine configure(String yaml) throws IOException {
    Files.writeString(shell.home().configuration(), "\n" + yaml + "\n", StandardOpenOption.APPEND);
    return this;
  }

  OwnersMachine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  void project(String agent, String verify) {
    shell.facts(
        "project",
        "add",
        "site",
        "--repo",
        repository.checkout.toString(),
        "--agent",
        agent,
        "--model",
        "claude-sonnet-5-5",
        "--verify",
        verify);
  }

  String task(String title, String description) {
    return shell.facts("task", "add", title, "--description", description).text("id");
  }

  /// Works until nothing is left that could go on.
  Ended startUntilIdle() throws IOException, InterruptedException {
    return program("start", "--until-idle", "--yes");
  }

  /// One command of the program, in a process whose environment has the key.
  Ended program(String... words) throws IOException, InterruptedException {
    Path said = folder.resolve("said-" + System.nanoTime());
    Process process =
        command(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES))
          .as("it ended by itself; it said:\n" + Files.readString(said))
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(said));
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  ProcessBuilder command(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.add("-D" + TappedProgram.TAP + "=" + towardsGateway.uri());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(TappedProgram.class.getName());
    command.addAll(List.of(words));
    command.addAll(List.of("--home", shell.home().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().put("HOME", folder.resolve("owner").toString());
    builder.environment().put("ANTHROPIC_API_KEY", KEY);
    builder
        .environment()
        .put("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", towardsProvider.uri().toString());
    builder.environment().put("TRAFFICCONTROL_GATEWAY_LISTEN", "127.0.0.1:" + gatewayPort);
    builder.environment().put("TRAFFICCONTROL_WEB_LISTEN", "127.0.0.1:0");
    builder.environment().putAll(environment);
    return builder;
  }

  /// What the provider says it is owed.
  Facts bill() throws IOException {
    try (InputStream in = provider.uri().resolve("/simulator/bill").toURL().openStream()) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  Money billed() throws IOException {
    return Money.ofUsd(bill().text("total"));
  }

  Money booked() {
    return Money.ofUsd(shell.facts("cost").text("total"));
  }

  /// What the newest run of a task did.
  Facts run(String task) {
    return shell.facts("run", "list", "--task", task).objects("runs").getFirst();
  }

  /// What the newest run of a task put on its branch.
  String onBranch(String task, String file) throws IOException {
    return repository.git("show", run(task).text("branch") + ":" + file);
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  @Override
  public void close() {
    towardsGateway.close();
    towardsProvider.close();
    provider.close();
  }
}
