package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Form.Delivery;
import dev.trafficcontrol.simulator.PricedModel.Geo;
import dev.trafficcontrol.simulator.PricedModel.Speed;
import dev.trafficcontrol.simulator.PricedModel.Terms;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a body of `/v1/messages` as Anthropic does; what it would refuse is an [ApiError].
final class RequestReader {
  private final PriceTable prices;

  RequestReader(PriceTable prices) {
    this.prices = prices;
  }

  /// Reads a body of `/v1/messages`.
  Conversation conversation(byte[] bytes) {
    JsonNode body = parse(bytes);
    ClaudeModel model = model(body);
    long maxTokens = maxTokens(body, model);
    Prompt prompt = PromptReader.read(body);
    if (prompt.tokens() > model.window()) {
      throw ApiError.invalid(
          "prompt is too long: %d tokens > %d maximum".formatted(prompt.tokens(), model.window()));
    }
    return new Conversation(
        body.required("model").stringValue(),
        maxTokens,
        new Form.Messages(body.path("stream").asBoolean(false) ? Delivery.STREAM : Delivery.WHOLE),
        terms(body, model),
        prompt,
        body.path("tools").valueStream().map(tool -> tool.path("name").asString("")).toList(),
        texts(body),
        toolResults(body));
  }

  /// Reads a body of `/v1/messages/count_tokens`.
  long tokens(byte[] bytes) {
    JsonNode body = parse(bytes);
    model(body);
    return PromptReader.read(body).tokens();
  }

  private static JsonNode parse(byte[] bytes) {
    JsonNode body;
    try {
      body = JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      throw ApiError.invalid("The request body is not valid JSON: " + e.getOriginalMessage());
    }
    if (!body.isObject()) {
      throw ApiError.invalid("The request body must be a JSON object");
    }
    return body;
  }

  private ClaudeModel model(JsonNode body) {
    JsonNode model = body.path("model");
    if (!model.isString()) {
      throw ApiError.invalid("model: Field required");
    }
    return prices
        .find(model.stringValue(), ClaudeModel.class)
        .orElseThrow(() -> new ApiError(404, "not_found_error", "model: " + model.stringValue()));
  }

  private static long maxTokens(JsonNode body, ClaudeModel model) {
    JsonNode given = body.path("max_tokens");
    if (!given.isIntegralNumber()) {
      throw ApiError.invalid("max_tokens: Field required");
    }
    if (!given.canConvertToLong()
        || given.longValue() < 1
        || given.longValue() > model.maxOutput()) {
      throw ApiError.invalid(
          "max_tokens: %s is not from 1 to %d, what %s can write"
              .formatted(given, model.maxOutput(), model.id()));
    }
    return given.longValue();
  }

  private static Terms terms(JsonNode body, ClaudeModel model) {
    Speed speed =
        switch (body.path("speed").asString("standard")) {
          case "standard" -> Speed.STANDARD;
          case "fast" -> Speed.FAST;
          default -> throw ApiError.invalid("speed: must be standard or fast");
        };
    if (speed == Speed.FAST && model.fast() == null) {
      throw ApiError.invalid("speed: " + model.id() + " has no fast mode");
    }
    Geo geo =
        switch (body.path("inference_geo").asString("global")) {
          case "global" -> Geo.GLOBAL;
          case "us" -> Geo.US;
          default -> throw ApiError.invalid("inference_geo: must be global or us");
        };
    if (geo == Geo.US && model.us() == null) {
      throw ApiError.invalid("inference_geo: not supported by " + model.id());
    }
    return new Terms(speed, geo);
  }

  private static List<String> texts(JsonNode body) {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : userMessages(body)) {
      JsonNode content = message.path("content");
      if (content.isString()) {
        texts.add(content.stringValue());
      } else {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : content) {
          if (block.path("type").asString("").equals("text")) {
            text.append(block.path("text").asString("")).append('\n');
          }
        }
        texts.add(text.toString());
      }
    }
    return texts;
  }

  private static int toolResults(JsonNode body) {
    int results = 0;
    for (JsonNode message : userMessages(body)) {
      for (JsonNode block : message.path("content")) {
        if (block.path("type").asString("").equals("tool_result")) {
          results++;
        }
      }
    }
    return results;
  }

  private static List<JsonNode> userMessages(JsonNode body) {
    return body.path("messages")
        .valueStream()
        .filter(message -> message.path("role").asString("").equals("user"))
        .toList();
  }
}
