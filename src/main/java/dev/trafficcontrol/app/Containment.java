package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.agent.ClaudeCode;
import dev.trafficcontrol.adapter.agent.ClaudeCodeLimits;
import dev.trafficcontrol.adapter.agent.CommandAgent;
import dev.trafficcontrol.adapter.sandbox.NoSandbox;
import dev.trafficcontrol.adapter.sandbox.SandboxProbe;
import dev.trafficcontrol.app.config.AgentSettings;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.config.Isolation;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.KeyClaims;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.run.Agent;
import dev.trafficcontrol.run.AllowedEnvironment;
import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.Sandbox;
import dev.trafficcontrol.run.WallPlan;
import dev.trafficcontrol.run.Walls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What agents are, and what keeps them in.
final class Containment {

  /// By name on the PATH.
  static final String BUBBLEWRAP = "bwrap";

  private static final String BUILT_IN = "dev.trafficcontrol.agent.Main";

  private final Surroundings surroundings;
  private final Configuration configuration;

  Containment(Surroundings surroundings, Configuration configuration) {
    this.surroundings = surroundings;
    this.configuration = configuration;
  }

  /// What agents and verification commands inherit of the daemon's variables.
  Map<String, String> environment() {
    return AllowedEnvironment.of(surroundings.environment(), List.of());
  }

  Map<String, Agent> agents() {
    Map<String, Agent> agents = new HashMap<>();
    configuration
        .runs()
        .agents()
        .forEach((name, settings) ->
            agents.put(
                name,
                switch (settings) {
                  case AgentSettings.ClaudeCode(String program) ->
                      new ClaudeCode(program, ClaudeCodeLimits.DEFAULT, environment());
                  case AgentSettings.Command(List<String> command) ->
                      new CommandAgent(command, environment());
                  case AgentSettings.BuiltIn() ->
                      new CommandAgent(OwnProgram.command(BUILT_IN), environment());
                }));
    return agents;
  }

  /// What the owner chose. A sandbox that can't be had starts nothing, and is never replaced by
  /// none.
  Sandbox sandbox() {
    if (configuration.runs().isolation() == Isolation.NONE) {
      return new NoSandbox();
    }
    return switch (SandboxProbe.probe(BUBBLEWRAP)) {
      case SandboxProbe.Finding.Available(var sandbox) -> sandbox;
      case SandboxProbe.Finding.Unavailable(String why, String fix) ->
          new Unavailable("agents can't be sandboxed here (" + why + "): " + fix);
    };
  }

  /// The owner's home, this program's own and its other ones are out of sight: in each lie an
  /// owner's token and the socket it opens. What the built-in agent is made of is shown even where
  /// it lies in there.
  ///
  /// @param projects whose checkouts are out of sight, too
  WallPlan walls(List<Project> projects) {
    KeyClaims claims = KeyClaims.of(surroundings.environment());
    List<String> hidden = new ArrayList<>();
    hidden.add(surroundings.home().directory().toString());
    hidden.add(Home.userHome(surroundings.environment()));
    hidden.add(claims.state().directory().toString());
    try {
      claims.homes().forEach(other -> hidden.add(other.directory().toString()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the other homes are not known", unreadable);
    }
    return new WallPlan(hidden, OwnProgram.places(), repositories(projects));
  }

  private static List<String> repositories(List<Project> projects) {
    return projects.stream()
        .map(project -> project.workspace().repository())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private record Unavailable(String why) implements Sandbox {

    @Override
    public CommandLine confine(Program program, Walls walls) {
      throw new LaunchFailed(why);
    }

    @Override
    public dev.trafficcontrol.run.Isolation isolation() {
      return dev.trafficcontrol.run.Isolation.SANDBOX;
    }
  }
}
