package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a body of `/v1/responses` as OpenAI does; what it would refuse is an [ApiError].
final class ResponsesReader {
  /// The least that OpenAI takes for `max_output_tokens`.
  private static final long LEAST_OUTPUT = 16;

  private static final Set<String> ROLES = Set.of("developer", "system", "user", "assistant");

  /// What would be charged for more than the body says, and is not simulated.
  private static final List<String> NOT_SIMULATED = List.of("background", "conversation", "prompt");

  private final PriceTable prices;
  private final StoredResponses stored;

  ResponsesReader(PriceTable prices, StoredResponses stored) {
    this.prices = prices;
    this.stored = stored;
  }

  Conversation conversation(byte[] bytes) {
    OpenAiBody body = OpenAiBody.parse(bytes);
    JsonNode json = body.json();
    refuseWhatIsNotSimulated(json);
    GptModel model = body.model(prices);
    long limit =
        body.number("max_output_tokens", LEAST_OUTPUT, model.maxOutput(), model.maxOutput());
    List<JsonNode> items = items(json);
    Prompt prompt = prompt(json, items);
    Form.Responses form =
        new Form.Responses(
            body.delivery(),
            body.thinking(model, json.path("reasoning").path("effort")),
            json,
            items,
            toolNames(json, "custom"),
            storeOf(json));
    List<String> tools = new ArrayList<>(toolNames(json, "function"));
    tools.addAll(form.customTools());
    return new Conversation(
        body.modelName(),
        Math.min(limit, OpenAiBody.room(model, prompt, "input")),
        form,
        body.terms(model),
        prompt,
        tools,
        texts(items),
        (int) items.stream().filter(item -> type(item).endsWith("_call_output")).count());
  }

  private static void refuseWhatIsNotSimulated(JsonNode json) {
    for (String field : NOT_SIMULATED) {
      if (json.path(field).asBoolean(json.path(field).isContainer())
          || json.path(field).isString()) {
        throw ApiError.invalid(
            field, "unsupported_parameter", "'" + field + "' is not simulated: leave it out.");
      }
    }
  }

  private @Nullable StoredResponses storeOf(JsonNode json) {
    return json.path("store").asBoolean(true) ? stored : null;
  }

  private List<JsonNode> items(JsonNode json) {
    List<JsonNode> items = new ArrayList<>();
    JsonNode previous = json.path("previous_response_id");
    if (previous.isString()) {
      items.addAll(stored.conversation(previous.stringValue()));
    }
    JsonNode input = json.path("input");
    if (input.isString()) {
      items.add(
          JsonMapper.shared()
              .createObjectNode()
              .put("type", "message")
              .put("role", "user")
              .put("content", input.stringValue()));
    } else if (input.isArray()) {
      input.forEach(items::add);
    }
    if (items.isEmpty()) {
      throw OpenAiBody.missing("input");
    }
    return items;
  }

  private static Prompt prompt(JsonNode json, List<JsonNode> items) {
    OpenAiPrompt prompt = new OpenAiPrompt();
    prompt.tools(json.path("tools"));
    if (json.path("instructions").isString()) {
      prompt.message("instructions", json.path("instructions"), PromptReader.MESSAGE_TOKENS);
    }
    for (JsonNode item : items) {
      add(prompt, item);
    }
    return prompt.build();
  }

  private static void add(OpenAiPrompt prompt, JsonNode item) {
    String name = item.path("name").asString("");
    switch (type(item)) {
      case "message" -> {
        String role = item.path("role").asString("");
        if (!ROLES.contains(role)) {
          throw OpenAiBody.invalidValue("input", role, ROLES.toString());
        }
        prompt.message(role, item.path("content"), PromptReader.MESSAGE_TOKENS);
      }
      case "function_call" -> prompt.toolCall(name, item.path("arguments").asString(""));
      case "custom_tool_call" -> prompt.toolCall(name, item.path("input").asString(""));
      case "function_call_output", "custom_tool_call_output" ->
          prompt.toolResult(item.path("output"));
      case "reasoning" -> prompt.reasoning(item.path("encrypted_content").asString(""));
      case "item_reference" ->
          throw ApiError.invalid("input", null, "Item references are not simulated.");
      default -> prompt.other(item);
    }
  }

  private static String type(JsonNode item) {
    return item.path("type").asString("message");
  }

  private static List<String> texts(List<JsonNode> items) {
    return items.stream()
        .filter(item -> type(item).equals("message"))
        .filter(item -> item.path("role").asString("").equals("user"))
        .map(item -> OpenAiText.of(item.path("content")))
        .toList();
  }

  private static Set<String> toolNames(JsonNode json, String type) {
    return json.path("tools")
        .valueStream()
        .filter(tool -> tool.path("type").asString("").equals(type))
        .map(tool -> tool.path("name").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }
}
