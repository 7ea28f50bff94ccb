package dev.trafficcontrol.app.config;

import java.util.List;

/// How an agent's program is started.
public sealed interface AgentSettings {

  /// @param program name on the PATH, or absolute path, of Claude Code
  record ClaudeCode(String program) implements AgentSettings {}

  /// Any program, which is given the task and the gateway by its environment.
  record Command(List<String> command) implements AgentSettings {}

  /// The agent that comes with this program.
  record BuiltIn() implements AgentSettings {}
}
