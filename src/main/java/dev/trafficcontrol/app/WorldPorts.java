package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.ProviderSettings;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.Sandbox;
import dev.trafficcontrol.run.SandboxedLauncher;
import dev.trafficcontrol.run.SandboxedVerifier;
import dev.trafficcontrol.run.Verifier;
import dev.trafficcontrol.run.WallPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
        providers(configuration),
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

  private static Providers providers(Configuration configuration) {
    Collection<ProviderSettings> all = configuration.providers().values();
    if (all.stream().noneMatch(ProviderSettings::isOn)) {
      throw new CommandFailed(noProvider(all));
    }
    return new Providers(all.stream().map(WorldPorts::provider).toList());
  }

  private static Providers.Configured provider(ProviderSettings settings) {
    return new Providers.Configured(
        settings.name(),
        settings.protocol(),
        settings
            .key()
            .map(key ->
                new HttpProvider(
                    new ProviderEndpoint(
                        settings.protocol(),
                        settings.baseUrl(),
                        new ProviderKey(key.reveal()),
                        CONNECT_WITHIN))));
  }

  private static Fault noProvider(Collection<ProviderSettings> all) {
    List<String> variables =
        all.stream().map(provider -> provider.keyFrom().substring(1)).distinct().toList();
    String named = String.join(" or ", variables);
    return Fault.failed(
        "The gateway was not started",
        "No provider is on: %s is not set.".formatted(named),
        variables.stream().map("export %s=…"::formatted).collect(Collectors.joining(" or ")));
  }
}
