package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The items of a response's `output`: one for each block of the reply.
final class ResponsesItems {
  private static final String ENCRYPTED = "encrypted_content";

  private final PreparedCall call;
  private final Form.Responses form;

  ResponsesItems(PreparedCall call, Form.Responses form) {
    this.call = call;
    this.form = form;
  }

  /// What a client is shown.
  List<JsonNode> shown() {
    List<JsonNode> items = stored();
    if (!isThoughtWanted()) {
      items.forEach(item -> ((ObjectNode) item).remove(ENCRYPTED));
    }
    return items;
  }

  /// What is kept for a next response: thought too.
  List<JsonNode> stored() {
    List<JsonNode> items = new ArrayList<>();
    for (Block block : call.reply().blocks()) {
      boolean last = items.size() == call.reply().blocks().size() - 1;
      items.add(done(items.size(), block, last && call.reply().endsEarly()));
    }
    return items;
  }

  private boolean isThoughtWanted() {
    return form.request()
        .path("include")
        .valueStream()
        .anyMatch(field -> field.asString("").equals("reasoning." + ENCRYPTED));
  }

  private ObjectNode done(int index, Block block, boolean cut) {
    ObjectNode item = begun(index, block);
    switch (block) {
      case Block.Text text -> item.withArray("content").add(part(text.text()));
      case Block.Reasoning thought -> item.put(ENCRYPTED, OpenAiPrompt.encrypted(thought.text()));
      case Block.ToolUse use -> item.put(isCustom(use) ? "input" : "arguments", input(use));
    }
    if (item.has("status")) {
      item.put("status", cut ? "incomplete" : "completed");
    }
    return item;
  }

  /// An item as it is when it is added.
  ObjectNode begun(int index, Block block) {
    ObjectNode item = JsonMapper.shared().createObjectNode().put("id", id(index, block));
    switch (block) {
      case Block.Text _ ->
          item.put("type", "message")
              .put("status", "in_progress")
              .put("role", "assistant")
              .putArray("content");
      case Block.Reasoning _ -> item.put("type", "reasoning").putArray("summary");
      case Block.ToolUse use -> {
        item.put("type", isCustom(use) ? "custom_tool_call" : "function_call")
            .put("status", "in_progress")
            .put("call_id", use.id())
            .put("name", use.name());
        item.put(isCustom(use) ? "input" : "arguments", "");
      }
    }
    return item;
  }

  String id(int index, Block block) {
    String prefix =
        switch (block) {
          case Block.Text _ -> "msg_";
          case Block.Reasoning _ -> "rs_";
          case Block.ToolUse use -> isCustom(use) ? "ctc_" : "fc_";
        };
    return prefix + call.billing().id().substring(form.idPrefix().length()) + index;
  }

  boolean isCustom(Block.ToolUse use) {
    return form.customTools().contains(use.name());
  }

  /// What the tool is called with: JSON, or the text of a custom tool.
  String input(Block.ToolUse use) {
    @Nullable JsonNode text =
        isCustom(use) ? JsonMapper.shared().readTree(use.input()).get("input") : null;
    return text != null && text.isString() ? text.stringValue() : use.input();
  }

  static ObjectNode part(String text) {
    ObjectNode part = JsonMapper.shared().createObjectNode().put("type", "output_text");
    part.putArray("annotations");
    part.putArray("logprobs");
    return part.put("text", text);
  }
}
