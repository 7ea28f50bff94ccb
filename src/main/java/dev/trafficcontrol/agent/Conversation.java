package dev.trafficcontrol.agent;

import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything said so far, as the Messages API wants it. The prompt is cached up to the last
/// message, so that a turn pays for what it adds.
final class Conversation {

  private static final int MAX_TOKENS = 8_192;

  private static final String RULES =
      """
      You work in a git repository, alone, on the task you are given. Use the tools to read and write files.
      Paths are relative to the repository. When the task is done, say in one sentence what you did.
      """;

  private final ObjectMapper json = JsonMapper.shared();
  private final String model;
  private final ArrayNode messages = json.createArrayNode();

  Conversation(String model, String task) {
    this.model = model;
    append("user").addObject().put("type", "text").put("text", task);
  }

  void answered(Answer answer) {
    ArrayNode content = append("assistant");
    if (!answer.text().isEmpty()) {
      content.addObject().put("type", "text").put("text", answer.text());
    }
    for (Answer.ToolUse use : answer.toolUses()) {
      content
          .addObject()
          .put("type", "tool_use")
          .put("id", use.id())
          .put("name", use.name())
          .set("input", use.input());
    }
  }

  void toolResult(String toolUse, String result) {
    ObjectNode last = (ObjectNode) messages.get(messages.size() - 1);
    ArrayNode content =
        last.path("role").asString("").equals("user")
            ? (ArrayNode) last.get("content")
            : append("user");
    content
        .addObject()
        .put("type", "tool_result")
        .put("tool_use_id", toolUse)
        .put("content", result);
  }

  String request() {
    ObjectNode request = json.createObjectNode();
    request.put("model", model).put("max_tokens", MAX_TOKENS).put("stream", true);
    cached(request.putArray("system").addObject().put("type", "text").put("text", RULES));
    request.set("tools", tools());
    ArrayNode sent = messages.deepCopy();
    ArrayNode last = (ArrayNode) sent.get(sent.size() - 1).get("content");
    cached((ObjectNode) last.get(last.size() - 1));
    request.set("messages", sent);
    return request.toString();
  }

  private static void cached(ObjectNode block) {
    block.putObject("cache_control").put("type", "ephemeral");
  }

  private ArrayNode append(String role) {
    return messages.addObject().put("role", role).putArray("content");
  }

  private ArrayNode tools() {
    ArrayNode tools = json.createArrayNode();
    tool(tools, "read_file", "Reads a text file.", "path");
    tool(tools, "write_file", "Writes a text file, replacing what it held.", "path", "content");
    return tools;
  }

  private static void tool(ArrayNode tools, String name, String description, String... texts) {
    ObjectNode schema =
        tools
            .addObject()
            .put("name", name)
            .put("description", description)
            .putObject("input_schema");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (String text : texts) {
      properties.putObject(text).put("type", "string");
      required.add(text);
    }
  }
}
