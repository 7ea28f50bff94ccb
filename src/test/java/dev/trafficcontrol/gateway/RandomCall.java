package dev.trafficcontrol.gateway;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// A call of any shape that a client might make, and the calls that go on from it.
final class RandomCall {

  /// What a call is like, as far as its bound goes.
  enum Shape {
    TEXT,
    TOOLS,
    IMAGE,
    CACHED,
    ANSWERS,
    GOES_ON
  }

  private static final List<String> WORDS =
      List.of(
          "the ",
          "agent ",
          "reads ",
          "a file; ",
          "für ",
          "数据",
          "データ",
          "🚦",
          "if (x > 0) {\\n",
          "  return ",
          "0x3F, ",
          "ﬁ",
          "ﷺ",
          "e\u0301",
          "https://example.org/?q=1 ",
          "\\t\\t",
          "AAAAAAAAAAAA");

  private static final List<String> CLAUDES =
      List.of("claude-sonnet-5-5", "claude-haiku-5-5", "claude-opus-5-5", "claude-haiku-4-5");

  private static final List<String> GPTS =
      List.of("gpt-5", "gpt-5-mini", "gpt-6-sol", "gpt-5.4", "gpt-4.1", "o4-mini");

  final Endpoint endpoint;
  final Shape shape;
  private final Random random;
  private final String model;
  private final List<String> turns = new ArrayList<>();

  RandomCall(Endpoint endpoint, Shape shape, Random random) {
    this.endpoint = endpoint;
    this.shape = shape;
    this.random = random;
    List<String> models = endpoint == Endpoint.MESSAGES ? CLAUDES : GPTS;
    this.model = models.get(random.nextInt(models.size()));
  }

  static boolean isPossible(Endpoint endpoint, Shape shape) {
    return switch (shape) {
      case TEXT, TOOLS, IMAGE, GOES_ON -> true;
      case CACHED -> endpoint == Endpoint.MESSAGES;
      case ANSWERS -> endpoint == Endpoint.CHAT_COMPLETIONS;
    };
  }

  String path() {
    return endpoint.path();
  }

  /// The next body. The answer will be of a length that its limit is up to three times of.
  ///
  /// @param before what the model answered to the one before; empty for the first
  String next(String before) {
    int tokens = 16 + random.nextInt(600);
    if (!before.isEmpty()) {
      turns.add(message("assistant", quoted(before)));
    }
    turns.add(message("user", user("\\nSIMULATE: tokens " + tokens + "\\n")));
    int limit = tokens + random.nextInt(2 * tokens);
    String head = "{\"model\":\"" + model + "\",\"stream\":" + random.nextBoolean() + ",";
    return switch (endpoint) {
      case MESSAGES ->
          head + "\"max_tokens\":" + limit + "," + extras() + "\"messages\":" + turns + "}";
      case CHAT_COMPLETIONS ->
          head
              + "\"max_completion_tokens\":"
              + limit
              + ","
              + extras()
              + "\"messages\":"
              + turns
              + "}";
      case RESPONSES ->
          head + "\"max_output_tokens\":" + limit + "," + extras() + "\"input\":" + turns + "}";
    };
  }

  private String extras() {
    return switch (shape) {
      case TEXT, IMAGE, GOES_ON -> "";
      case ANSWERS -> "\"n\":" + (2 + random.nextInt(4)) + ",";
      case CACHED ->
          "\"system\":[{\"type\":\"text\",\"text\":\"%s\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"%s\"}}],"
              .formatted(text(4_000 + random.nextInt(20_000)), random.nextBoolean() ? "1h" : "5m");
      case TOOLS -> "\"tools\":[" + tool() + "," + tool() + "],";
    };
  }

  private String tool() {
    String name = "t" + random.nextInt(1_000_000);
    String schema =
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"description\":\""
            + text(200)
            + "\"}}}";
    return switch (endpoint) {
      case MESSAGES -> "{\"name\":\"" + name + "\",\"input_schema\":" + schema + "}";
      case CHAT_COMPLETIONS ->
          "{\"type\":\"function\",\"function\":{\"name\":\""
              + name
              + "\",\"parameters\":"
              + schema
              + "}}";
      case RESPONSES ->
          "{\"type\":\"function\",\"name\":\"" + name + "\",\"parameters\":" + schema + "}";
    };
  }

  private String user(String order) {
    String said = text(1 << (4 + random.nextInt(12))) + order;
    if (shape != Shape.IMAGE) {
      return quoted(said);
    }
    byte[] pixels = new byte[random.nextInt(3_000)];
    random.nextBytes(pixels);
    String data = Base64.getEncoder().encodeToString(pixels);
    return switch (endpoint) {
      case MESSAGES ->
          "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"%s\"}},{\"type\":\"text\",\"text\":\"%s\"}]"
              .formatted(data, said);
      case CHAT_COMPLETIONS ->
          "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}},{\"type\":\"text\",\"text\":\"%s\"}]"
              .formatted(data, said);
      case RESPONSES ->
          "[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,%s\"},{\"type\":\"input_text\",\"text\":\"%s\"}]"
              .formatted(data, said);
    };
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    // Mostly English, as prompts are.
    int kinds = random.nextInt(3) == 0 ? WORDS.size() : 4;
    while (text.length() < length) {
      text.append(WORDS.get(random.nextInt(kinds)));
    }
    return text.toString();
  }

  private static String message(String role, String content) {
    return "{\"role\":\"" + role + "\",\"content\":" + content + "}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
