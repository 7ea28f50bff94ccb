package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Event.Tells;
import dev.trafficcontrol.simulator.Form.Chat.StreamUsage;
import dev.trafficcontrol.simulator.Step.Figures.LastDelta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the JSON of `/v1/chat/completions`. What the model thinks is charged and not shown.
final class ChatAnswer implements Answer {
  private final PreparedCall call;
  private final Form.Chat form;
  private final Reply reply;
  private final long created = Instant.now().getEpochSecond();
  private final List<Event> events = new ArrayList<>();
  private final List<Integer> blockEnds = new ArrayList<>();

  /// Of each choice.
  private long written;

  ChatAnswer(PreparedCall call, Form.Chat form) {
    this.call = call;
    this.form = form;
    this.reply = call.reply();
  }

  @Override
  public String whole() {
    ObjectNode body = base("chat.completion");
    ArrayNode choices = body.putArray("choices");
    for (int index = 0; index < form.choices(); index++) {
      ObjectNode choice = choices.addObject().put("index", index);
      message(choice.putObject("message"));
      choice.putNull("logprobs").put("finish_reason", finishReason());
    }
    if (reply.figures().lastDelta() == LastDelta.WITH_USAGE) {
      OpenAiUsage.of(call, call.billing().usage()).chat(body.putObject("usage"));
    }
    return body.toString();
  }

  private void message(ObjectNode message) {
    StringBuilder text = new StringBuilder();
    ArrayNode toolCalls = JsonMapper.shared().createArrayNode();
    for (Block block : reply.blocks()) {
      switch (block) {
        case Block.Text part -> text.append(part.text());
        case Block.ToolUse use -> toolCall(toolCalls.addObject(), use, use.input());
        case Block.Reasoning _ -> {}
      }
    }
    message.put("role", "assistant");
    if (text.isEmpty() && !toolCalls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", text.toString());
    }
    message.putNull("refusal").putArray("annotations");
    if (!toolCalls.isEmpty()) {
      message.set("tool_calls", toolCalls);
    }
  }

  /// All choices are written at once, word by word, as OpenAI writes them: clients take a choice
  /// that begins when all others have ended for an error.
  @Override
  public List<Event> events() {
    ObjectNode role = node().put("role", "assistant").put("content", "").putNull("refusal");
    chunks(role);
    int toolIndex = 0;
    for (Block block : reply.blocks()) {
      long before = written;
      switch (block) {
        case Block.Text text -> textEvents(text);
        case Block.ToolUse use -> toolEvents(toolIndex++, use);
        case Block.Reasoning _ -> {}
      }
      written = before + block.tokens();
      blockEnds.add(events.size());
    }
    written = reply.outputTokens();
    for (int index = 0; index < form.choices(); index++) {
      ObjectNode finish = chunkOf(index, node());
      ((ObjectNode) finish.path("choices").path(0)).put("finish_reason", finishReason());
      add(finish.toString(), index == form.choices() - 1 ? Tells.COMPLETION : Tells.PROGRESS);
    }
    if (form.usage() == StreamUsage.AT_THE_END
        && reply.figures().lastDelta() == LastDelta.WITH_USAGE) {
      ObjectNode last = base("chat.completion.chunk");
      last.putArray("choices");
      OpenAiUsage.of(call, call.billing().usage()).chat(last.putObject("usage"));
      add(last.toString(), Tells.COMPLETION);
    }
    add("[DONE]", Tells.COMPLETION);
    return events;
  }

  private void textEvents(Block.Text text) {
    long before = written;
    for (Piece piece : Piece.of(text.text(), text.tokens())) {
      written = before + piece.tokensUpTo();
      chunks(node().put("content", piece.text()));
    }
  }

  private void toolEvents(int toolIndex, Block.ToolUse use) {
    long before = written;
    ObjectNode begin = node();
    toolCall(begin.putArray("tool_calls").addObject().put("index", toolIndex), use, "");
    chunks(begin);
    for (Piece piece : Piece.of(use.input(), use.tokens())) {
      written = before + piece.tokensUpTo();
      ObjectNode delta = node();
      ObjectNode part = delta.putArray("tool_calls").addObject().put("index", toolIndex);
      part.putObject("function").put("arguments", piece.text());
      chunks(delta);
    }
  }

  private static void toolCall(ObjectNode node, Block.ToolUse use, String arguments) {
    node.put("id", use.id()).put("type", "function");
    node.putObject("function").put("name", use.name()).put("arguments", arguments);
  }

  @Override
  public int eventsBefore(Reply.Placed placed) {
    return placed.eventsBefore(blockEnds, events.size());
  }

  @Override
  public Event failure(Step.Fail fail, Usage charged, int sent) {
    String data = Protocol.OPENAI.errorBody(fail.problem(), call.billing().requestId());
    return new Event("", data, 0, Tells.PROGRESS);
  }

  /// The same for each choice.
  private void chunks(ObjectNode delta) {
    for (int index = 0; index < form.choices(); index++) {
      add(chunkOf(index, delta).toString(), Tells.PROGRESS);
    }
  }

  private ObjectNode chunkOf(int index, ObjectNode delta) {
    ObjectNode chunk = base("chat.completion.chunk");
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
    choice.set("delta", delta);
    choice.putNull("logprobs").putNull("finish_reason");
    if (form.usage() == StreamUsage.AT_THE_END) {
      chunk.putNull("usage");
    }
    return chunk;
  }

  private static ObjectNode node() {
    return JsonMapper.shared().createObjectNode();
  }

  private ObjectNode base(String object) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("id", call.billing().id())
        .put("object", object)
        .put("created", created)
        .put("model", call.conversation().model())
        .put("service_tier", call.billing().terms().tier().word())
        .putNull("system_fingerprint");
  }

  private String finishReason() {
    return switch (reply.stopReason()) {
      case "end_turn" -> "stop";
      case "tool_use" -> "tool_calls";
      case "max_tokens" -> "length";
      default -> reply.stopReason();
    };
  }

  private void add(String data, Tells tells) {
    events.add(new Event("", data, written * form.choices(), tells));
  }
}
