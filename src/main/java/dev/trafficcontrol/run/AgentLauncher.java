package dev.trafficcontrol.run;

import java.util.Optional;

/// Starts agents, each for a claim of the queue, and ends what an earlier daemon left of them.
public interface AgentLauncher {

  /// Throws [LaunchFailed]; then nothing runs.
  RunningAgent launch(LaunchOrder order);

  /// See [Processes#endLeftovers].
  int endLeftovers(Workplace place, Optional<ChildMark> recorded);
}
