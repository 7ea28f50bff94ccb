package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.provider.AnthropicProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.gateway.Provider;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.Sandbox;
import dev.trafficcontrol.run.SandboxedLauncher;
import dev.trafficcontrol.run.SandboxedVerifier;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.WallPlan;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The world as it is: the ports of a daemon that is no test.
final class WorldPorts {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  private WorldPorts() {}

  static Ports of(
      Stores stores,
      Configuration configuration,
      Containment containment,
      ChildProcesses processes) {
    Sandbox sandbox = containment.sandbox();
    long outputCap = RunLimits.DEFAULT.outputBytes();
    return new Ports(
        stores.book(),
        stores.queue(),
        provider(configuration),
        new SandboxedLauncher(
            containment.agents(), sandbox, processes, walls(stores, containment), outputCap),
        verifier(stores, containment, sandbox, processes));
  }

  /// What a process that starts no agents needs as well.
  static Verifier verifier(Stores stores, Containment containment, ChildProcesses processes) {
    return verifier(stores, containment, containment.sandbox(), processes);
  }

  private static Supplier<WallPlan> walls(Stores stores, Containment containment) {
    return () -> containment.walls(stores.projects().list());
  }

  private static Verifier verifier(
      Stores stores, Containment containment, Sandbox sandbox, ChildProcesses processes) {
    return new SandboxedVerifier(
        sandbox,
        processes,
        walls(stores, containment),
        containment.environment(),
        RunLimits.DEFAULT.outputBytes());
  }

  private static Provider provider(Configuration configuration) {
    return configuration.providers().values().stream()
        .filter(ProviderSettings::isOn)
        .findFirst()
        .map(WorldPorts::provider)
        .orElseThrow(() -> new CommandFailed(noProvider(configuration)));
  }

  private static Provider provider(ProviderSettings settings) {
    ProviderKey key = new ProviderKey(settings.key().orElseThrow().reveal());
    return new AnthropicProvider(new ProviderEndpoint(settings.baseUrl(), key, CONNECT_WITHIN));
  }

  private static Fault noProvider(Configuration configuration) {
    String variables =
        configuration.providers().values().stream()
            .map(provider -> provider.keyFrom().substring(1))
            .collect(Collectors.joining(", "));
    return Fault.failed(
        "The gateway was not started",
        "No provider is on: " + variables + " is not set.",
        "export " + variables + "=…");
  }
}
