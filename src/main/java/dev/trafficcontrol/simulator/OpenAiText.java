package dev.trafficcontrol.simulator;

import tools.jackson.databind.JsonNode;

/// What stands in a message's content: a text, or parts of which some are texts.
final class OpenAiText {
  private OpenAiText() {}

  static String of(JsonNode content) {
    if (content.isString()) {
      return content.stringValue();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      if (part.path("text").isString()) {
        text.append(part.path("text").stringValue()).append('\n');
      }
    }
    return text.toString();
  }
}
