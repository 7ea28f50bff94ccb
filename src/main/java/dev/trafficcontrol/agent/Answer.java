package dev.trafficcontrol.agent;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What the model said in one turn.
///
/// @param text all its text
record Answer(String text, List<ToolUse> toolUses) {

  /// A tool that the model wants used.
  record ToolUse(String id, String name, JsonNode input) {}

  Answer {
    toolUses = List.copyOf(toolUses);
  }
}
