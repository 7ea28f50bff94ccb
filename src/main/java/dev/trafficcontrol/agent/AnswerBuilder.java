package dev.trafficcontrol.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Puts an answer together from the events of its stream.
final class AnswerBuilder {

  private final ObjectMapper json;
  private final StringBuilder text = new StringBuilder();
  private final List<Answer.ToolUse> uses = new ArrayList<>();
  private @Nullable JsonNode openTool;
  private final StringBuilder toolInput = new StringBuilder();
  private boolean complete;

  AnswerBuilder(ObjectMapper json) {
    this.json = json;
  }

  void event(JsonNode event) {
    switch (event.path("type").asString("")) {
      case "content_block_start" -> begin(event.path("content_block"));
      case "content_block_delta" -> add(event.path("delta"));
      case "content_block_stop" -> end();
      case "message_stop" -> complete = true;
      case "error" ->
          throw new IllegalStateException(
              "the provider broke off: " + event.path("error").path("message").asString(""));
      default -> {
        // pings, usage and what later versions add
      }
    }
  }

  private void begin(JsonNode block) {
    toolInput.setLength(0);
    openTool = block.path("type").asString("").equals("tool_use") ? block : null;
  }

  private void add(JsonNode delta) {
    text.append(delta.path("text").asString(""));
    toolInput.append(delta.path("partial_json").asString(""));
  }

  private void end() {
    if (openTool != null) {
      uses.add(
          new Answer.ToolUse(
              openTool.path("id").asString(""),
              openTool.path("name").asString(""),
              json.readTree(toolInput.isEmpty() ? "{}" : toolInput.toString())));
      openTool = null;
    }
  }

  Answer answer() {
    if (!complete) {
      throw new IllegalStateException("the answer was cut off");
    }
    return new Answer(text.toString(), uses);
  }
}
