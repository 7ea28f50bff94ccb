package dev.trafficcontrol.run;

import java.util.Optional;

/// Starts agents, and ends what an earlier daemon left of them.
public interface AgentLauncher {

  /// Throws [LaunchFailed]; then nothing runs.
  RunningAgent launch(LaunchOrder order);

  /// See [Processes#endLeftovers].
  int endLeftovers(String run, Optional<ChildMark> recorded);
}
