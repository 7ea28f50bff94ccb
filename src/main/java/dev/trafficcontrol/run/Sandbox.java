package dev.trafficcontrol.run;

/// How programs of agents are contained on this machine.
public interface Sandbox {

  /// The command line that runs `program` inside `walls`.
  CommandLine confine(Program program, Walls walls);

  Isolation isolation();
}
