package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Step.Figures.LastDelta;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the JSON of `/v1/messages`.
final class AnswerJson implements Answer {
  private static final String LAST_DELTA = "message_delta";

  /// Stands for the provider's word that it thought this itself; nobody here checks it.
  private static final String SIGNATURE = "simulated";

  private final Conversation conversation;
  private final Reply reply;
  private final BilledCall call;
  private final Usage announced;
  private final List<Event> events = new ArrayList<>();
  private final List<Integer> blockEnds = new ArrayList<>();
  private long written;

  AnswerJson(PreparedCall call) {
    this.conversation = call.conversation();
    this.reply = call.reply();
    this.call = call.billing();
    this.announced = call.announced();
  }

  @Override
  public String whole() {
    ObjectNode message = message(call.usage(), call.usage().output());
    ArrayNode content = message.withArray("content");
    for (Block block : reply.blocks()) {
      switch (block) {
        case Block.Text text -> content.addObject().put("type", "text").put("text", text.text());
        case Block.Reasoning thought ->
            content
                .addObject()
                .put("type", "thinking")
                .put("thinking", thought.text())
                .put("signature", SIGNATURE);
        case Block.ToolUse use ->
            toolUse(content.addObject(), use)
                .set("input", JsonMapper.shared().readTree(use.input()));
      }
    }
    message.put("stop_reason", reply.stopReason());
    return message.toString();
  }

  @Override
  public List<Event> events() {
    ObjectNode start = node("message_start");
    start.set("message", message(announced, Math.min(1, announced.output())));
    add(start);
    int index = 0;
    for (Block block : reply.blocks()) {
      blockEvents(index, block);
      blockEnds.add(events.size());
      index++;
    }
    ObjectNode last = node(LAST_DELTA);
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

  @Override
  public int eventsBefore(Reply.Placed placed) {
    return placed.eventsBefore(blockEnds, events.size());
  }

  @Override
  public Event failure(Step.Fail fail, Usage charged, int sent) {
    String data = Protocol.ANTHROPIC.errorBody(fail.problem(), call.requestId());
    return new Event("error", data, 0, Event.Tells.PROGRESS);
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
      case Block.Reasoning thought -> {
        shape.put("type", "thinking").put("thinking", "").put("signature", "");
        content = thought.text();
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
    for (Piece piece : Piece.of(content, block.tokens())) {
      written = before + piece.tokensUpTo();
      ObjectNode delta = node("content_block_delta").put("index", index);
      delta(delta.putObject("delta"), block, piece.text());
      add(delta);
    }
    written = before + block.tokens();
    add(node("content_block_stop").put("index", index));
  }

  private static void delta(ObjectNode delta, Block block, String part) {
    switch (block) {
      case Block.Text _ -> delta.put("type", "text_delta").put("text", part);
      case Block.Reasoning _ -> delta.put("type", "thinking_delta").put("thinking", part);
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
    String name = event.path("type").asString("");
    Event.Tells tells = name.equals(LAST_DELTA) ? Event.Tells.COMPLETION : Event.Tells.PROGRESS;
    events.add(new Event(name, event.toString(), written, tells));
  }
}
