package dev.trafficcontrol.run;

import java.util.List;

/// What an agent says of its own work. Even [Success] is only a claim, until the diff and the
/// verification agree.
public sealed interface AgentResult {

  record Success() implements AgentResult {}

  /// It asked for permissions that nobody was there to give.
  record Denied(List<String> tools) implements AgentResult {
    public Denied {
      tools = List.copyOf(tools);
    }
  }

  /// @param kind the agent's own word for it, such as `error_max_turns`, or `exit 3`
  record Failure(String kind) implements AgentResult {}

  /// It ended without a word, where it should have said something.
  record Missing(int exitCode) implements AgentResult {}
}
