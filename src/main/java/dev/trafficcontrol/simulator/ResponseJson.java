package dev.trafficcontrol.simulator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The response object, which repeats much of the request.
final class ResponseJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PreparedCall call;
  private final Form.Responses form;
  private final long created = Instant.now().getEpochSecond();

  ResponseJson(PreparedCall call, Form.Responses form) {
    this.call = call;
    this.form = form;
  }

  /// The response before anything is written.
  ObjectNode begun() {
    return response("in_progress", List.of(), null);
  }

  /// The response at its end, complete or cut short.
  ObjectNode ended(List<JsonNode> output) {
    @Nullable Usage usage =
        switch (call.reply().figures().lastDelta()) {
          case WITH_USAGE -> call.billing().usage();
          case WITHOUT_USAGE -> null;
        };
    if (!call.reply().endsEarly()) {
      return response("completed", output, usage);
    }
    ObjectNode response = response("incomplete", output, usage);
    response.putObject("incomplete_details").put("reason", "max_output_tokens");
    return response;
  }

  /// @param usage what is charged after all
  ObjectNode failed(Problem problem, Usage usage) {
    ObjectNode response = response("failed", List.of(), usage);
    @Nullable String code = Protocol.codeOf(problem);
    response
        .putObject("error")
        .put("code", code == null ? "server_error" : code)
        .put("message", problem.message());
    return response;
  }

  private ObjectNode response(String status, List<JsonNode> output, @Nullable Usage usage) {
    ObjectNode response =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", call.billing().id())
            .put("object", "response")
            .put("created_at", created)
            .put("status", status)
            .put("background", false)
            .putNull("error")
            .putNull("incomplete_details")
            .put("model", call.conversation().model());
    response.putArray("output").addAll(output);
    repeat(response, "instructions", NODES.nullNode());
    repeat(response, "max_output_tokens", NODES.nullNode());
    repeat(response, "metadata", NODES.objectNode());
    repeat(response, "parallel_tool_calls", NODES.booleanNode(true));
    repeat(response, "previous_response_id", NODES.nullNode());
    repeat(response, "prompt_cache_key", NODES.nullNode());
    repeat(response, "reasoning", NODES.objectNode().putNull("effort").putNull("summary"));
    response.put("service_tier", call.billing().terms().tier().word());
    repeat(response, "store", NODES.booleanNode(true));
    repeat(response, "temperature", NODES.numberNode(1));
    repeat(response, "text", NODES.objectNode().set("format", type("text")));
    repeat(response, "tool_choice", NODES.stringNode("auto"));
    repeat(response, "tools", NODES.arrayNode());
    repeat(response, "top_p", NODES.numberNode(1));
    repeat(response, "truncation", NODES.stringNode("disabled"));
    if (usage == null) {
      response.putNull("usage");
    } else {
      OpenAiUsage.of(call, usage).responses(response.putObject("usage"));
    }
    return response;
  }

  private void repeat(ObjectNode response, String field, JsonNode otherwise) {
    @Nullable JsonNode given = form.request().get(field);
    response.set(field, given == null ? otherwise : given);
  }

  private static ObjectNode type(String type) {
    return NODES.objectNode().put("type", type);
  }
}
