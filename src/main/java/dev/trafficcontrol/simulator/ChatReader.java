package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads a body of `/v1/chat/completions` as OpenAI does; what it would refuse is an [ApiError].
final class ChatReader {
  private static final Set<String> ROLES =
      Set.of("developer", "system", "user", "assistant", "tool");

  private static final int MOST_CHOICES = 128;

  private final PriceTable prices;

  ChatReader(PriceTable prices) {
    this.prices = prices;
  }

  Conversation conversation(byte[] bytes) {
    OpenAiBody body = OpenAiBody.parse(bytes);
    GptModel model = body.model(prices);
    long limit = limit(body, model);
    Prompt prompt = prompt(body.json());
    return new Conversation(
        body.modelName(),
        Math.min(limit, OpenAiBody.room(model, prompt, "messages")),
        new Form.Chat(
            body.delivery(),
            (int) body.number("n", 1, MOST_CHOICES, 1),
            streamUsage(body),
            body.thinking(model, body.json().path("reasoning_effort"))),
        body.terms(model),
        prompt,
        body.json()
            .path("tools")
            .valueStream()
            .map(tool -> tool.path("function").path("name").asString(""))
            .toList(),
        texts(body.json()),
        withRole(body.json(), "tool").size());
  }

  private static long limit(OpenAiBody body, GptModel model) {
    if (has(body, "max_tokens")) {
      if (model.thinking() == Form.Thinking.SOME) {
        throw ApiError.invalid(
            "max_tokens",
            "unsupported_parameter",
            "Unsupported parameter: 'max_tokens' is not supported with this model."
                + " Use 'max_completion_tokens' instead.");
      }
      if (has(body, "max_completion_tokens")) {
        throw ApiError.invalid(
            "max_tokens",
            "invalid_parameter_combination",
            "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
      }
    }
    long old = body.number("max_tokens", 1, model.maxOutput(), model.maxOutput());
    return body.number("max_completion_tokens", 1, model.maxOutput(), old);
  }

  private static Form.Chat.StreamUsage streamUsage(OpenAiBody body) {
    JsonNode options = body.json().path("stream_options");
    if (options.isObject() && body.delivery() == Form.Delivery.WHOLE) {
      throw ApiError.invalid(
          "stream_options",
          null,
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
    }
    return options.path("include_usage").asBoolean(false)
        ? Form.Chat.StreamUsage.AT_THE_END
        : Form.Chat.StreamUsage.LEFT_OUT;
  }

  private static boolean has(OpenAiBody body, String field) {
    return body.json().hasNonNull(field);
  }

  private static Prompt prompt(JsonNode json) {
    JsonNode messages = json.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw OpenAiBody.missing("messages");
    }
    OpenAiPrompt prompt = new OpenAiPrompt();
    prompt.tools(json.path("tools"));
    for (JsonNode message : messages) {
      String role = message.path("role").asString("");
      if (!ROLES.contains(role)) {
        throw OpenAiBody.invalidValue("messages", role, ROLES.toString());
      }
      if (role.equals("tool")) {
        prompt.toolResult(message.path("content"));
        continue;
      }
      prompt.message(role, message.path("content"), PromptReader.MESSAGE_TOKENS);
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        prompt.toolCall(
            function.path("name").asString(""), function.path("arguments").asString(""));
      }
    }
    return prompt.build();
  }

  private static List<String> texts(JsonNode json) {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : withRole(json, "user")) {
      texts.add(OpenAiText.of(message.path("content")));
    }
    return texts;
  }

  private static List<JsonNode> withRole(JsonNode json, String role) {
    return json.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString("").equals(role))
        .toList();
  }
}
