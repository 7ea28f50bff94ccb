package dev.trafficcontrol.adapter.sandbox;

import dev.trafficcontrol.run.CommandLine;
import dev.trafficcontrol.run.Isolation;
import dev.trafficcontrol.run.Program;
import dev.trafficcontrol.run.Sandbox;
import dev.trafficcontrol.run.Walls;

/// No walls: the program runs as the daemon's user and sees what that user sees. Contains accidents
/// only, by the environment it is given and by its mark.
public final class NoSandbox implements Sandbox {

  @Override
  public CommandLine confine(Program program, Walls walls) {
    return new CommandLine(
        program.arguments(),
        program.environment(),
        walls.directory(),
        program.input().orElse(CommandLine.NO_INPUT),
        0);
  }

  @Override
  public Isolation isolation() {
    return Isolation.NONE;
  }
}
