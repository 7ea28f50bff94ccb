package dev.trafficcontrol.run;

import dev.trafficcontrol.run.Workplace.Log;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Launches agents as child processes of this machine, inside their walls.
public final class SandboxedLauncher implements AgentLauncher {

  private final Map<String, Agent> agents;
  private final Sandbox sandbox;
  private final Processes processes;
  private final Supplier<WallPlan> walls;
  private final long outputCapBytes;

  /// @param walls what there is to wall off now, asked for each run: projects come and go
  public SandboxedLauncher(
      Map<String, Agent> agents,
      Sandbox sandbox,
      Processes processes,
      Supplier<WallPlan> walls,
      long outputCapBytes) {
    this.agents = Map.copyOf(agents);
    this.sandbox = sandbox;
    this.processes = processes;
    this.walls = walls;
    this.outputCapBytes = outputCapBytes;
  }

  @Override
  public RunningAgent launch(LaunchOrder order) {
    Assignment assignment = order.assignment();
    Agent agent = agents.get(order.agent());
    if (agent == null) {
      throw new LaunchFailed("there is no agent '" + order.agent() + "' in the configuration");
    }
    Optional<String> problem = agent.problem();
    if (problem.isPresent()) {
      throw new LaunchFailed(problem.get());
    }
    Workplace place = assignment.place();
    ResultReader reader = agent.reader();
    CommandLine command =
        sandbox.confine(marked(agent.program(assignment), place), walls.get().around(place));
    Child child =
        processes.start(
            command,
            new OutputPlan(
                place.log(Log.AGENT_OUTPUT),
                place.log(Log.AGENT_ERRORS),
                outputCapBytes,
                reader::line));
    return new Launched(child, reader);
  }

  /// The program with the mark by which its processes are known.
  static Program marked(Program program, Workplace place) {
    Map<String, String> environment = new HashMap<>(program.environment());
    environment.put(Processes.MARK, place.folder());
    return new Program(program.arguments(), environment, program.reads(), program.input());
  }

  @Override
  public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
    return processes.endLeftovers(place.folder(), recorded);
  }

  private record Launched(Child child, ResultReader reader) implements RunningAgent {

    @Override
    public ChildMark mark() {
      return child.mark();
    }

    @Override
    public OptionalInt awaitExit(Duration patience) throws InterruptedException {
      return child.awaitExit(patience);
    }

    @Override
    public ChildUsage usage() {
      return child.usage();
    }

    @Override
    public Instant lastOutput() {
      return child.lastOutput();
    }

    @Override
    public boolean hasOutput() {
      return child.hasOutput();
    }

    @Override
    public Ending end(Duration grace) {
      return child.end(grace);
    }

    @Override
    public AgentResult result(int exitCode) {
      return reader.result(exitCode);
    }
  }
}
