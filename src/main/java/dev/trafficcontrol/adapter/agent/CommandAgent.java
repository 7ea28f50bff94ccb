package dev.trafficcontrol.adapter.agent;

import dev.trafficcontrol.run.Agent;
import dev.trafficcontrol.run.AgentResult;
import dev.trafficcontrol.run.Assignment;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.ResultReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Any program of the owner's. It finds its task in a file and the gateway and its key in its
/// environment, and says by its exit code whether it is done.
///
/// | variable | value |
/// |---|---|
/// | `TRAFFICCONTROL_TASK_FILE` | the task: title, an empty line, description |
/// | `TRAFFICCONTROL_TASK_TITLE`, `TRAFFICCONTROL_MODEL`, `TRAFFICCONTROL_RUN` | as they say |
/// | `TRAFFICCONTROL_GATEWAY`, `ANTHROPIC_BASE_URL` | where model calls go |
/// | `TRAFFICCONTROL_KEY`, `ANTHROPIC_AUTH_TOKEN`, `ANTHROPIC_API_KEY` | the run's own key |
public final class CommandAgent implements Agent {

  private final List<String> command;
  private final Map<String, String> environment;

  /// @param command the program and its arguments; its files named by absolute paths are shown to
  ///   it
  /// @param environment what every program of a run may have
  public CommandAgent(List<String> command, Map<String, String> environment) {
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException("an agent's command names a program");
    }
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Optional<String> problem() {
    return found().isPresent()
        ? Optional.empty()
        : Optional.of(
            "there is no program '" + command.getFirst() + "': install it, or correct the agent");
  }

  @Override
  public List<String> arguments(String model, String session) {
    return command;
  }

  @Override
  public Program program(Assignment assignment) {
    TaskFile.write(assignment);
    List<String> reads = new ArrayList<>(List.of(assignment.place().taskFile()));
    found().map(ProgramFile::real).map(Path::toString).ifPresent(reads::add);
    command.stream()
        .filter(word -> word.startsWith("/") && Files.isRegularFile(Path.of(word)))
        .forEach(reads::add);
    return new Program(command, environmentFor(assignment), reads, Optional.empty());
  }

  private Map<String, String> environmentFor(Assignment assignment) {
    String gateway = assignment.endpoint().gateway().toString();
    String key = assignment.endpoint().key().reveal();
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", assignment.place().home());
    all.put("TRAFFICCONTROL_TASK_FILE", assignment.place().taskFile());
    all.put("TRAFFICCONTROL_TASK_TITLE", assignment.text().title());
    all.put("TRAFFICCONTROL_RUN", assignment.run());
    all.put("TRAFFICCONTROL_MODEL", assignment.model());
    all.put("TRAFFICCONTROL_GATEWAY", gateway);
    all.put("TRAFFICCONTROL_KEY", key);
    all.put("ANTHROPIC_BASE_URL", gateway);
    all.put("ANTHROPIC_AUTH_TOKEN", key);
    all.put("ANTHROPIC_API_KEY", key);
    return all;
  }

  private Optional<Path> found() {
    return ProgramFile.find(command.getFirst(), environment.getOrDefault("PATH", ""));
  }

  @Override
  public ResultReader reader() {
    return new ResultReader() {
      @Override
      public void line(String line) {
        // What it prints is for its log.
      }

      @Override
      public AgentResult result(int exitCode) {
        return exitCode == 0
            ? new AgentResult.Success()
            : new AgentResult.Failure("exit " + exitCode);
      }
    };
  }
}
