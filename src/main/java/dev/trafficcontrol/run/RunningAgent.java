package dev.trafficcontrol.run;

/// An agent at work.
public interface RunningAgent extends Child {

  /// What it says it came to, after it has ended with this exit code and was [ended][Child#end].
  AgentResult result(int exitCode);
}
