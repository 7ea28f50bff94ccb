package dev.trafficcontrol.simulator;

import java.nio.ByteBuffer;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/// Counts the tokens of one content block.
///
/// Invariant: an assistant's block that comes back as input counts the same as when it was written,
/// and no block counts more than the bytes of its JSON, but for images (at most [#IMAGE_MOST]).
final class BlockTokens {
  /// The dearest image of the models before 4.7; images whose size can't be read count as this.
  static final long IMAGE_MOST = 1568;

  /// For a tool call's or result's id and frame.
  static final long FRAME_TOKENS = 8;

  /// Pixels a side that one token covers.
  private static final int PATCH = 28;

  /// Bytes of base64 one token of a document stands for: a page of text has some 2,000 tokens.
  private static final int DOCUMENT_BYTES = 20;

  private static final int PNG_HEADER = 24;
  private static final long PNG_MAGIC = 0x89504E470D0A1A0AL;

  private BlockTokens() {}

  static long count(JsonNode block) {
    return switch (block.path("type").asString("")) {
      case "text" -> Tokenizer.count(block.path("text").asString(""));
      case "thinking" -> Tokenizer.count(block.path("thinking").asString(""));
      case "tool_use" -> toolUse(block.path("name").asString(""), block.path("input").toString());
      case "tool_result" -> FRAME_TOKENS + content(block.path("content"));
      case "image" -> image(block.path("source"));
      case "document" -> block.path("source").path("data").asString("").length() / DOCUMENT_BYTES;
      default -> Tokenizer.count(block.toString());
    };
  }

  static long toolUse(String name, String inputJson) {
    return FRAME_TOKENS + Tokenizer.count(name) + Tokenizer.count(inputJson);
  }

  private static long content(JsonNode content) {
    if (content.isString()) {
      return Tokenizer.count(content.stringValue());
    }
    long tokens = 0;
    for (JsonNode block : content) {
      tokens += count(block);
    }
    return tokens;
  }

  private static long image(JsonNode source) {
    String data = source.path("data").asString("");
    if (data.length() < 2 * PNG_HEADER) {
      return IMAGE_MOST;
    }
    try {
      ByteBuffer header = ByteBuffer.wrap(Base64.getDecoder().decode(data.substring(0, 32)));
      if (header.getLong(0) != PNG_MAGIC) {
        return IMAGE_MOST;
      }
      long wide = Math.ceilDiv(Math.max(1, header.getInt(16)), PATCH);
      long high = Math.ceilDiv(Math.max(1, header.getInt(20)), PATCH);
      return Math.min(IMAGE_MOST, wide * high);
    } catch (IllegalArgumentException e) {
      return IMAGE_MOST;
    }
  }
}
