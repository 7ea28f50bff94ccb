package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Json;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A home where all that a start needs is there, made by the program's own commands: a project with
/// a repository, an agent that would leave a mark if it ever ran, and a provider that counts.
/// Agents are not sandboxed, so that it is the same on each machine: a start needs `--yes` for
/// that.
final class WaitingHome implements AutoCloseable {

  private static final String KEY = "sk-ant-waiting";

  final Shell shell;
  final OwnersRepository repository;
  final Path agentRan;
  private final SimulatedProvider provider;

  WaitingHome(Path folder, String environment) throws IOException {
    Files.createDirectories(folder);
    provider = SimulatedProvider.start(SimulatorOptions.defaults().withKey(KEY));
    agentRan = folder.resolve("agent-ran");
    repository = OwnersRepository.withOneCommit(folder.resolve("site"));
    Path agent = folder.resolve("agent");
    Files.writeString(agent, "#!/bin/sh\necho ran >> " + agentRan + "\n");
    assertThat(agent.toFile().setExecutable(true)).isTrue();
    shell =
        new Shell(folder.resolve("home"))
            .with("ANTHROPIC_API_KEY", KEY)
            .with("TRAFFICCONTROL_PROVIDERS_ANTHROPIC_BASE_URL", provider.uri().toString());
    assertThat(shell.run("init", "--environment", environment).exit()).isZero();
    String yaml = Files.readString(shell.home().configuration());
    Files.writeString(
        shell.home().configuration(), yaml.replaceAll("(?m)^isolation:.*$", "isolation: none"));
    Files.writeString(
        shell.home().configuration(),
        "\nagents: { worker: { command: [\"" + agent + "\"] } }\n",
        StandardOpenOption.APPEND);
    shell.facts(
        "project",
        "add",
        "site",
        "--repo",
        repository.checkout.toString(),
        "--agent",
        "worker",
        "--model",
        "claude-sonnet-5-5");
  }

  String task(String title, String... more) {
    String[] words = new String[more.length + 5];
    words[0] = "task";
    words[1] = "add";
    words[2] = title;
    words[3] = "--estimate";
    words[4] = "0.01";
    System.arraycopy(more, 0, words, 5, more.length);
    return shell.facts(words).text("id");
  }

  /// What the provider says it is owed, to the last call.
  Facts bill() throws IOException {
    try (InputStream in = provider.uri().resolve("/simulator/bill").toURL().openStream()) {
      return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
