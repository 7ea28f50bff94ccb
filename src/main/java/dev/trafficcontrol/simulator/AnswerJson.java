package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Step.Figures.LastDelta;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a reply into the provider's JSON: one body, or the events of a stream.
final class AnswerJson {
  /// A delta carries some words, as the provider's do.
  private static final int CHARS_PER_DELTA = 28;

  private final Conversation conversation;
  private final Reply reply;
  private final BilledCall call;
  private final Usage announced;
  private final List<Event> events = new ArrayList<>();
  private final List<Integer> blockEnds = new ArrayList<>();
  private long written;

  /// @param announced what is known of usage when the answer begins
  AnswerJson(Conversation conversation, Reply reply, BilledCall call, Usage announced) {
    this.conversation = conversation;
    this.reply = reply;
    this.call = call;
    this.announced = announced;
  }

  String whole() {
    ObjectNode message = message(call.usage(), call.usage().output());
    ArrayNode content = message.withArray("content");
    for (Block block : reply.blocks()) {
      switch (block) {
        case Block.Text text -> content.addObject().put("type", "text").put("text", text.text());
        case Block.ToolUse use ->
            toolUse(content.addObject(), use)
                .set("input", JsonMapper.shared().readTree(use.input()));
      }
    }
    message.put("stop_reason", reply.stopReason());
    return message.toString();
  }

  List<Event> events() {
    ObjectNode start = node("message_start");
    start.set("message", message(announced, Math.min(1, announced.output())));
    add(start);
    int index = 0;
    for (Block block : reply.blocks()) {
      blockEvents(index, block);
      blockEnds.add(events.size());
      index++;
    }
    ObjectNode last = node(Event.LAST_DELTA);
    last.putObject("delta").put("stop_reason", reply.stopReason()).putNull("stop_sequence");
    if (reply.figures().lastDelta() == LastDelta.WITH_USAGE) {
      ObjectNode usage = last.putObject("usage");
      prompt(usage, call.usage());
      usage.put("output_tokens", call.usage().output());
      searches(usage, call.usage());
    }
    written = reply.outputTokens();
    add(last);
    add(node("message_stop"));
    return events;
  }

  /// How many events go out before an interruption; asked once the events are made.
  int eventsBefore(Reply.Placed placed) {
    if (placed.step().afterEvents().isPresent()) {
      return Math.min(placed.step().afterEvents().getAsInt(), events.size());
    }
    int blocks = Math.min(placed.blocksBefore(), blockEnds.size());
    return blocks == 0 ? 0 : blockEnds.get(blocks - 1);
  }

  private void blockEvents(int index, Block block) {
    ObjectNode start = node("content_block_start").put("index", index);
    ObjectNode shape = start.putObject("content_block");
    String content;
    switch (block) {
      case Block.Text text -> {
        shape.put("type", "text").put("text", "");
        content = text.text();
      }
      case Block.ToolUse use -> {
        toolUse(shape, use).putObject("input");
        content = use.input();
      }
    }
    add(start);
    if (index == 0) {
      add(node("ping"));
    }
    long before = written;
    for (int at = 0; at < content.length(); ) {
      int end = Math.min(at + CHARS_PER_DELTA, content.length());
      if (end < content.length() && Character.isHighSurrogate(content.charAt(end - 1))) {
        end++;
      }
      written = before + block.tokens() * end / content.length();
      ObjectNode delta = node("content_block_delta").put("index", index);
      delta(delta.putObject("delta"), block, content.substring(at, end));
      add(delta);
      at = end;
    }
    written = before + block.tokens();
    add(node("content_block_stop").put("index", index));
  }

  private static void delta(ObjectNode delta, Block block, String part) {
    switch (block) {
      case Block.Text _ -> delta.put("type", "text_delta").put("text", part);
      case Block.ToolUse _ -> delta.put("type", "input_json_delta").put("partial_json", part);
    }
  }

  private static ObjectNode toolUse(ObjectNode node, Block.ToolUse use) {
    return node.put("type", "tool_use").put("id", use.id()).put("name", use.name());
  }

  private ObjectNode message(Usage usage, long output) {
    ObjectNode message =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", call.id())
            .put("type", "message")
            .put("role", "assistant")
            .put("model", conversation.model());
    message.putArray("content");
    message.putNull("stop_reason").putNull("stop_sequence");
    ObjectNode figures = message.putObject("usage");
    prompt(figures, usage);
    figures
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", usage.write5m())
        .put("ephemeral_1h_input_tokens", usage.write1h());
    figures.put("output_tokens", output);
    searches(figures, usage);
    figures.put("service_tier", "standard");
    PricedModel.Terms terms = conversation.terms();
    figures.put("inference_geo", terms.geo() == PricedModel.Geo.US ? "us" : "global");
    if (terms.speed() == PricedModel.Speed.FAST) {
      figures.put("speed", "fast");
    }
    return message;
  }

  private static void prompt(ObjectNode node, Usage usage) {
    node.put("input_tokens", usage.input())
        .put("cache_creation_input_tokens", usage.write5m() + usage.write1h())
        .put("cache_read_input_tokens", usage.read());
  }

  private static void searches(ObjectNode node, Usage usage) {
    if (usage.searches() > 0) {
      node.putObject("server_tool_use").put("web_search_requests", usage.searches());
    }
  }

  private static ObjectNode node(String type) {
    return JsonMapper.shared().createObjectNode().put("type", type);
  }

  private void add(ObjectNode event) {
    events.add(new Event(event.path("type").asString(""), event.toString(), written));
  }
}
