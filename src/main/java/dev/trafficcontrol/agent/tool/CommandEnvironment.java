package dev.trafficcontrol.agent.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a command finds in its environment: what the agent has, without the run's key and whatever
/// else is about the model. A build or a test has no business there, and prints its environment at
/// times.
final class CommandEnvironment {

  private static final List<String> NOT_FOR_COMMANDS =
      List.of("ANTHROPIC_", "TRAFFICCONTROL_", "CLAUDE_", "OPENAI_");

  private CommandEnvironment() {}

  static Map<String, String> of(Map<String, String> agents) {
    Map<String, String> left = new HashMap<>(agents);
    left.keySet().removeIf(name -> NOT_FOR_COMMANDS.stream().anyMatch(name::startsWith));
    // Wherever else it may have been put.
    @Nullable String key = agents.get("ANTHROPIC_AUTH_TOKEN");
    if (key != null && !key.isEmpty()) {
      left.values().removeIf(value -> value.contains(key));
    }
    return Map.copyOf(left);
  }
}
