package dev.trafficcontrol.attack;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The body of a conversation's next request, in the shape Claude Code sends: a long system text
/// and tools that are cached, a growing list of messages, the cache mark moving to the last one.
final class ConversationBody {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PROSE =
      "Read the file, think about what it means for the caller, change as little as you can, and run the tests again. ";

  private final String model;
  private final int maxTokens;
  private final List<String> said = new ArrayList<>();

  ConversationBody(String model, int maxTokens, String firstWords) {
    this.model = model;
    this.maxTokens = maxTokens;
    said.add(firstWords);
  }

  /// What the model said, and what the user says next.
  void goOn(String answer, String next) {
    said.add(answer);
    said.add(next);
  }

  String json() {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    body.put("max_tokens", maxTokens);
    body.put("stream", true);
    ObjectNode system = body.putArray("system").addObject();
    system.put("type", "text").put("text", PROSE.repeat(80));
    mark(system);
    ObjectNode tool = body.putArray("tools").addObject();
    tool.put("name", "Bash").put("description", PROSE.repeat(10));
    tool.putObject("input_schema").put("type", "object").putObject("properties");
    ArrayNode messages = body.putArray("messages");
    for (int i = 0; i < said.size(); i++) {
      ObjectNode message = messages.addObject();
      message.put("role", i % 2 == 0 ? "user" : "assistant");
      ObjectNode text = message.putArray("content").addObject();
      text.put("type", "text").put("text", said.get(i));
      if (i == said.size() - 1) {
        mark(text);
      }
    }
    return JSON.writeValueAsString(body);
  }

  private static void mark(ObjectNode block) {
    block.putObject("cache_control").put("type", "ephemeral");
  }
}
