package dev.trafficcontrol.agent;

import com.anthropic.core.JsonNull;
import com.anthropic.core.JsonNumber;
import com.anthropic.core.JsonObject;
import com.anthropic.core.JsonString;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.Tool;
import dev.trafficcontrol.agent.tool.ToolInput;
import dev.trafficcontrol.agent.tool.ToolSchema;
import dev.trafficcontrol.agent.tool.ToolSchema.Need;
import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.util.HashMap;
import java.util.Map;

/// Tools in the API's words, there and back.
final class Offer {

  private Offer() {}

  static Tool of(ToolSchema schema) {
    Tool.InputSchema.Properties.Builder properties = Tool.InputSchema.Properties.builder();
    Tool.InputSchema.Builder input = Tool.InputSchema.builder();
    for (Parameter parameter : schema.parameters()) {
      properties.putAdditionalProperty(parameter.name(), described(parameter));
      if (parameter.need() == Need.REQUIRED) {
        input.addRequired(parameter.name());
      }
    }
    return Tool.builder()
        .name(schema.name())
        .description(schema.description())
        .inputSchema(input.properties(properties.build()).build())
        .build();
  }

  private static JsonValue described(Parameter parameter) {
    return JsonObject.of(
        Map.of(
            "type", JsonString.of(parameter.type().inJson()),
            "description", JsonString.of(parameter.description())));
  }

  /// What the model gave; null stands for nothing.
  static ToolInput input(JsonValue given) {
    Map<String, Object> values = new HashMap<>();
    if (given instanceof JsonObject object) {
      object.values().forEach((name, value) -> put(values, name, value));
    }
    return new ToolInput(values);
  }

  private static void put(Map<String, Object> values, String name, JsonValue value) {
    switch (value) {
      case JsonString text -> values.put(name, text.value());
      case JsonNumber number -> values.put(name, number.value());
      case JsonNull _ -> {}
      default -> values.put(name, value);
    }
  }
}
