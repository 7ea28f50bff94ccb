package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Form.Delivery;
import dev.trafficcontrol.simulator.Form.Thinking;
import dev.trafficcontrol.simulator.PricedModel.Terms;
import dev.trafficcontrol.simulator.PricedModel.Tier;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request's body, with the fields that both of OpenAI's forms have.
record OpenAiBody(JsonNode json) {
  /// Efforts at which a model answers at once.
  private static final Set<String> NO_EFFORT = Set.of("none", "minimal");

  static OpenAiBody parse(byte[] bytes) {
    JsonNode json;
    try {
      json = JsonMapper.shared().readTree(bytes);
    } catch (JacksonException e) {
      throw unreadable();
    }
    if (!json.isObject()) {
      throw unreadable();
    }
    return new OpenAiBody(json);
  }

  private static ApiError unreadable() {
    return ApiError.invalid(
        null, null, "We could not parse the JSON body of your request: an object was expected.");
  }

  String modelName() {
    JsonNode model = json.path("model");
    if (!model.isString()) {
      throw ApiError.invalid("model", null, "you must provide a model parameter");
    }
    return model.stringValue();
  }

  GptModel model(PriceTable prices) {
    String name = modelName();
    return prices
        .find(name, GptModel.class)
        .orElseThrow(() ->
            new ApiError(
                new Problem(
                    404,
                    null,
                    "model_not_found",
                    null,
                    "The model `%s` does not exist or you do not have access to it."
                        .formatted(name))));
  }

  Delivery delivery() {
    return json.path("stream").asBoolean(false) ? Delivery.STREAM : Delivery.WHOLE;
  }

  /// The tier asked for; `auto` and none are the default one.
  Terms terms(GptModel model) {
    String word = json.path("service_tier").asString("auto");
    Tier tier =
        switch (word) {
          case "auto", "default" -> Tier.DEFAULT;
          case "flex" -> Tier.FLEX;
          case "priority" -> Tier.PRIORITY;
          default ->
              throw invalidValue("service_tier", word, "'auto', 'default', 'flex', 'priority'");
        };
    if (!model.serves(tier)) {
      throw ApiError.invalid(
          "service_tier",
          "invalid_value",
          "Invalid service_tier argument: %s is not available in %s.".formatted(model.id(), word));
    }
    return Terms.STANDARD.in(tier);
  }

  Thinking thinking(GptModel model, JsonNode effort) {
    return NO_EFFORT.contains(effort.asString("")) ? Thinking.NONE : model.thinking();
  }

  /// A whole number, or another where the field is absent or null.
  long number(String field, long least, long most, long otherwise) {
    JsonNode given = json.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return otherwise;
    }
    if (!given.isIntegralNumber() || !given.canConvertToLong()) {
      throw ApiError.invalid(
          field,
          "invalid_type",
          "Invalid type for '%s': expected an integer, but got %s.".formatted(field, given));
    }
    long value = given.longValue();
    if (value < least || value > most) {
      throw ApiError.invalid(
          field,
          value < least ? "integer_below_min_value" : "integer_above_max_value",
          "Invalid '%s': expected a value from %d to %d, but got %d."
              .formatted(field, least, most, value));
    }
    return value;
  }

  /// How much can be written behind the prompt; a prompt that leaves no room is refused.
  ///
  /// @param field where the prompt was given
  static long room(GptModel model, Prompt prompt, String field) {
    long room = model.window() - prompt.tokens();
    if (room < 1) {
      throw ApiError.invalid(
          field,
          "context_length_exceeded",
          "This model's maximum context length is %d tokens. However, your %s resulted in %d tokens."
              .formatted(model.window(), field, prompt.tokens()));
    }
    return room;
  }

  static ApiError missing(String field) {
    return ApiError.invalid(
        field, "missing_required_parameter", "Missing required parameter: '" + field + "'.");
  }

  static ApiError invalidValue(String field, String value, String supported) {
    return ApiError.invalid(
        field,
        "invalid_value",
        "Invalid value: '%s'. Supported values are: %s.".formatted(value, supported));
  }
}
