package dev.trafficcontrol.simulator;

import dev.trafficcontrol.simulator.Prompt.Lifetime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Lays out a request's tools, system prompt and messages as the one [Prompt] the model reads.
///
/// Tokens are counted block by block, so that a conversation that goes on never changes the count
/// of what it began with.
final class PromptReader {
  private static final int MOST_BREAKPOINTS = 4;

  /// What the provider adds to a prompt that offers tools, by its documentation.
  private static final long TOOL_PROMPT = 346;

  private static final long FORCED_TOOL_PROMPT = 313;

  /// For the marks around a message.
  static final long MESSAGE_TOKENS = 3;

  private static final Set<String> ROLES = Set.of("user", "assistant", "system");

  private final Prompt.Builder prompt = new Prompt.Builder();
  private int breakpoints;
  private boolean fiveMinutesSeen;

  private PromptReader() {}

  static Prompt read(JsonNode body) {
    PromptReader reader = new PromptReader();
    reader.tools(body);
    reader.system(body.path("system"));
    reader.messages(body);
    JsonNode whole = body.get("cache_control");
    if (whole != null && !whole.isNull()) {
      reader.prompt.markLast(reader.lifetime(whole));
    }
    return reader.prompt.build();
  }

  private void tools(JsonNode body) {
    String choice = body.path("tool_choice").path("type").asString("auto");
    long extra = choice.equals("any") || choice.equals("tool") ? FORCED_TOOL_PROMPT : TOOL_PROMPT;
    for (JsonNode tool : body.path("tools")) {
      String content = withoutMark(tool);
      prompt.add("tool " + content, Tokenizer.count(content) + extra, lifetimeOf(tool));
      extra = 0;
    }
  }

  private void system(JsonNode system) {
    if (system.isString()) {
      String text = system.stringValue();
      prompt.add("system " + text, Tokenizer.count(text), Lifetime.NONE);
      return;
    }
    for (JsonNode block : system) {
      String text = block.path("text").asString("");
      prompt.add("system " + text, Tokenizer.count(text), lifetimeOf(block));
    }
  }

  private void messages(JsonNode body) {
    JsonNode messages = body.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw ApiError.invalid("messages: at least one message is required");
    }
    // a changed tool choice or thinking mode keeps cached tools and system, not cached messages
    String mode = body.path("tool_choice") + " " + body.path("thinking");
    for (JsonNode message : messages) {
      String role = message.path("role").asString("");
      if (!ROLES.contains(role)) {
        throw ApiError.invalid("messages: unexpected role \"" + role + "\"");
      }
      JsonNode content = message.path("content");
      if (content.isString()) {
        String text = content.stringValue();
        prompt.add(
            mode + role + " text " + text, Tokenizer.count(text) + MESSAGE_TOKENS, Lifetime.NONE);
      } else if (content.isArray()) {
        blocks(mode + role, content);
      } else {
        throw ApiError.invalid("messages: content must be a string or a list of blocks");
      }
      mode = "";
    }
  }

  private void blocks(String role, JsonNode content) {
    long extra = MESSAGE_TOKENS;
    for (JsonNode block : content) {
      if (!block.path("type").isString()) {
        throw ApiError.invalid("messages: each content block needs a type");
      }
      boolean text = block.path("type").stringValue().equals("text");
      String hashed =
          text ? " text " + block.path("text").asString("") : " block " + withoutMark(block);
      prompt.add(role + hashed, BlockTokens.count(block) + extra, lifetimeOf(block));
      extra = 0;
    }
  }

  private static String withoutMark(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("cache_control")) {
      return object.deepCopy().without("cache_control").toString();
    }
    return node.toString();
  }

  private Lifetime lifetimeOf(JsonNode block) {
    return lifetime(block.get("cache_control"));
  }

  private Lifetime lifetime(@Nullable JsonNode mark) {
    if (mark == null || mark.isNull()) {
      return Lifetime.NONE;
    }
    breakpoints++;
    if (breakpoints > MOST_BREAKPOINTS) {
      throw ApiError.invalid(
          "A maximum of 4 blocks with cache_control may be provided. Found " + breakpoints + ".");
    }
    String ttl = mark.path("ttl").asString("5m");
    switch (ttl) {
      case "5m" -> fiveMinutesSeen = true;
      case "1h" -> {
        if (fiveMinutesSeen) {
          throw ApiError.invalid(
              "a ttl='1h' cache_control block must not come after a ttl='5m' one");
        }
      }
      default -> throw ApiError.invalid("cache_control.ttl: must be 5m or 1h");
    }
    return ttl.equals("1h") ? Lifetime.HOUR : Lifetime.FIVE_MINUTES;
  }
}
