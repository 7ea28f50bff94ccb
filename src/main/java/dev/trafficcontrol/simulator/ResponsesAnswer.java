package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Event.Tells;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A reply in the JSON of `/v1/responses`.
final class ResponsesAnswer implements Answer {
  private final PreparedCall call;
  private final Form.Responses form;
  private final ResponsesItems items;
  private final ResponseJson json;
  private final List<Event> events = new ArrayList<>();
  private final List<Integer> blockEnds = new ArrayList<>();
  private long written;

  ResponsesAnswer(PreparedCall call, Form.Responses form) {
    this.call = call;
    this.form = form;
    items = new ResponsesItems(call, form);
    json = new ResponseJson(call, form);
  }

  @Override
  public String whole() {
    return json.ended(items.shown()).toString();
  }

  @Override
  public void completed() {
    if (form.store() != null) {
      form.store().put(call.billing().id(), form.items(), items.stored());
    }
  }

  @Override
  public List<Event> events() {
    add(node("response.created").set("response", json.begun()));
    add(node("response.in_progress").set("response", json.begun()));
    List<JsonNode> done = items.shown();
    int index = 0;
    for (Block block : call.reply().blocks()) {
      itemEvents(index, block, done.get(index));
      blockEnds.add(events.size());
      index++;
    }
    written = call.reply().outputTokens();
    ObjectNode response = json.ended(done);
    ObjectNode last = node("response." + response.path("status").stringValue());
    add(last.set("response", response), Tells.COMPLETION);
    return events;
  }

  private void itemEvents(int index, Block block, JsonNode done) {
    ObjectNode added = node("response.output_item.added").put("output_index", index);
    add(added.set("item", items.begun(index, block)));
    long before = written;
    switch (block) {
      case Block.Text text -> textEvents(index, text);
      case Block.ToolUse use -> toolEvents(index, use);
      case Block.Reasoning _ -> {}
    }
    written = before + block.tokens();
    add(node("response.output_item.done").put("output_index", index).set("item", done));
  }

  private void textEvents(int index, Block.Text text) {
    ObjectNode added = inItem("response.content_part.added", index, text).put("content_index", 0);
    add(added.set("part", ResponsesItems.part("")));
    long before = written;
    for (Piece piece : Piece.of(text.text(), text.tokens())) {
      written = before + piece.tokensUpTo();
      ObjectNode delta = inItem("response.output_text.delta", index, text).put("content_index", 0);
      delta.put("delta", piece.text()).putArray("logprobs");
      add(delta);
    }
    ObjectNode done = inItem("response.output_text.done", index, text).put("content_index", 0);
    done.put("text", text.text()).putArray("logprobs");
    add(done);
    ObjectNode part = inItem("response.content_part.done", index, text).put("content_index", 0);
    add(part.set("part", ResponsesItems.part(text.text())));
  }

  private void toolEvents(int index, Block.ToolUse use) {
    String name =
        items.isCustom(use)
            ? "response.custom_tool_call_input"
            : "response.function_call_arguments";
    String input = items.input(use);
    long before = written;
    for (Piece piece : Piece.of(input, use.tokens())) {
      written = before + piece.tokensUpTo();
      add(inItem(name + ".delta", index, use).put("delta", piece.text()));
    }
    ObjectNode done = inItem(name + ".done", index, use);
    add(done.put("name", use.name()).put(items.isCustom(use) ? "input" : "arguments", input));
  }

  @Override
  public int eventsBefore(Reply.Placed placed) {
    return placed.eventsBefore(blockEnds, events.size());
  }

  @Override
  public Event failure(Step.Fail fail, Usage charged, int sent) {
    ObjectNode event =
        switch (fail.event()) {
          case FAILED ->
              node("response.failed").set("response", json.failed(fail.problem(), charged));
          case ERROR ->
              node("error")
                  .put("code", Protocol.codeOf(fail.problem()))
                  .put("message", fail.message())
                  .putNull("param");
        };
    event.put("sequence_number", sent);
    String name = event.path("type").stringValue();
    return new Event(name, event.toString(), 0, Tells.PROGRESS);
  }

  private ObjectNode inItem(String type, int index, Block block) {
    return node(type).put("item_id", items.id(index, block)).put("output_index", index);
  }

  private static ObjectNode node(String type) {
    return JsonMapper.shared().createObjectNode().put("type", type);
  }

  private void add(ObjectNode event) {
    add(event, Tells.PROGRESS);
  }

  private void add(ObjectNode event, Tells tells) {
    event.put("sequence_number", events.size());
    events.add(new Event(event.path("type").stringValue(), event.toString(), written, tells));
  }
}
