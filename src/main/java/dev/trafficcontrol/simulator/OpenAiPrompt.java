package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Prompt.Lifetime;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// Lays out what OpenAI's models read as one [Prompt], in blocks small enough for a cache that
/// counts in steps of [AutomaticCache#STEP].
///
/// Invariant: what the model wrote counts the same when it comes back as input.
final class OpenAiPrompt {
  /// A text is cut at the first single space after so many characters, where cutting changes no
  /// count: some hundred tokens.
  private static final int CHARS_PER_BLOCK = 400;

  /// An image of 1024 × 1024 in full detail, by the formula of the older models; those in low
  /// detail are cheaper.
  private static final long IMAGE_TOKENS = 765;

  private static final long LOW_DETAIL_TOKENS = 85;

  private final Prompt.Builder prompt = new Prompt.Builder();

  void tools(JsonNode tools) {
    for (JsonNode tool : tools) {
      text("tool", tool.toString(), 0);
    }
  }

  /// @param content a text, or a list of parts
  /// @param frame tokens for the marks around it
  void message(String role, JsonNode content, long frame) {
    if (content.isString()) {
      text(role, content.stringValue(), frame);
      return;
    }
    add(role, frame);
    for (JsonNode part : content) {
      part(role, part);
    }
  }

  private void part(String role, JsonNode part) {
    switch (part.path("type").asString("")) {
      case "text", "input_text", "output_text" -> text(role, part.path("text").asString(""), 0);
      case "image_url" -> add(part.toString(), image(part.path("image_url")));
      case "input_image" -> add(part.toString(), image(part));
      case "refusal" -> text(role, part.path("refusal").asString(""), 0);
      default -> text(role, part.toString(), 0);
    }
  }

  void toolCall(String name, String input) {
    add("call " + name + " " + input, BlockTokens.toolUse(name, input));
  }

  void toolResult(JsonNode output) {
    message("result", output, BlockTokens.FRAME_TOKENS);
  }

  /// @param encrypted as [#encrypted] made it
  void reasoning(String encrypted) {
    add("reasoning " + encrypted, thoughtTokens(encrypted));
  }

  void other(JsonNode item) {
    text("item", item.toString(), 0);
  }

  Prompt build() {
    return prompt.build();
  }

  /// The form in which a client carries the model's thought from turn to turn.
  static String encrypted(String thought) {
    return Base64.getEncoder().encodeToString(thought.getBytes(StandardCharsets.UTF_8));
  }

  private static long thoughtTokens(String encrypted) {
    try {
      byte[] thought = Base64.getDecoder().decode(encrypted);
      return Tokenizer.count(new String(thought, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Tokenizer.count(encrypted);
    }
  }

  private static long image(JsonNode image) {
    return image.path("detail").asString("auto").equals("low") ? LOW_DETAIL_TOKENS : IMAGE_TOKENS;
  }

  private void text(String role, String text, long frame) {
    long extra = frame;
    int at = 0;
    while (at < text.length()) {
      int end = endOfBlock(text, at);
      String part = text.substring(at, end);
      add(role + " " + part, Tokenizer.count(part) + extra);
      extra = 0;
      at = end;
    }
    if (text.isEmpty()) {
      add(role, extra);
    }
  }

  private static int endOfBlock(String text, int start) {
    for (int at = start + CHARS_PER_BLOCK; at < text.length() - 1; at++) {
      if (text.charAt(at) == ' '
          && !Character.isWhitespace(text.charAt(at - 1))
          && !Character.isWhitespace(text.charAt(at + 1))) {
        return at;
      }
    }
    return text.length();
  }

  private void add(String content, long tokens) {
    prompt.add(content, tokens, Lifetime.NONE);
  }
}
