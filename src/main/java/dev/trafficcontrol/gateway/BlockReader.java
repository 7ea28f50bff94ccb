package dev.trafficcontrol.gateway;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads content blocks of system prompts and messages into a draft. What it does not know, and
/// what lies outside the body, counts as a whole context window.
final class BlockReader {

  /// Blocks whose tokens all come from what the body holds.
  private static final Set<String> BOUNDED =
      Set.of(
          "text",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "tool_result",
          "search_result",
          "server_tool_use",
          "web_search_tool_result",
          "web_search_result",
          "web_fetch_tool_result",
          "web_fetch_result");

  /// Sources that hold the same whenever they are read. What a `file` has can't be changed, only
  /// deleted (Anthropic's Files API); what is behind a URL can.
  private static final Set<String> LASTING = Set.of("base64", "text", "content", "file");

  private static final Set<String> WITH_SOURCE = Set.of("image", "document");

  private final CacheMarks cacheMarks;
  private Recount recount = Recount.SAME;

  BlockReader(CacheMarks cacheMarks) {
    this.cacheMarks = cacheMarks;
  }

  /// Of all that was read so far.
  Recount recount() {
    return recount;
  }

  /// A string, one block, or several: a string is the same prompt as one text block.
  void content(JsonWalk content, ElementDraft into) {
    if (content.isText()) {
      into.mark("[").text("text", content.text());
      into.mark("type").mark("text").mark("]");
    } else if (content.isArray()) {
      content.elements(block -> block(block, into));
    } else if (content.isObject()) {
      block(content, into);
    } else {
      throw content.wrong("must be a string, a block or an array of blocks");
    }
  }

  private void block(JsonWalk block, ElementDraft into) {
    if (block.isText()) {
      into.text("string", block.text());
      return;
    }
    Block seen = new Block();
    into.mark("[");
    block.fields((name, value) -> field(name, value, seen, into));
    into.mark("type").mark(seen.type).mark("]");
    if (!isLasting(seen)) {
      recount = Recount.MAY_GROW;
    }
    switch (seen.type) {
      case "image" -> image(seen, into);
      case "document" -> document(seen, into);
      default -> {
        if (!BOUNDED.contains(seen.type) || seen.hasSource) {
          into.bound().unknownSize();
        }
      }
    }
  }

  /// What is not known may refer to anything: a `tool_reference` to the definition of a tool.
  private static boolean isLasting(Block seen) {
    return seen.hasSource
        ? WITH_SOURCE.contains(seen.type) && LASTING.contains(seen.sourceType)
        : BOUNDED.contains(seen.type);
  }

  private void field(String name, JsonWalk value, Block seen, ElementDraft into) {
    switch (name) {
      case "type" -> seen.type = value.text();
      case "cache_control" -> cacheMarks.read(value);
      case "content" -> content(value, into.mark("content"));
      case "source" -> seen.source(value, this, into.mark("source"));
      case "signature", "encrypted_content", "encrypted_index", "data" -> {
        if (value.isText()) {
          into.opaque(name, value.text());
        } else {
          json(name, value, into);
        }
      }
      default -> {
        if (value.isText()) {
          into.text(name, value.text());
        } else {
          json(name, value, into);
        }
      }
    }
  }

  private void json(String name, JsonWalk value, ElementDraft into) {
    String raw = value.raw();
    cacheMarks.anywhereIn(raw);
    into.json(name, raw);
  }

  private static void image(Block seen, ElementDraft into) {
    if (seen.sourceType.equals("base64")) {
      into.bound().image();
    } else {
      into.bound().unknownSize();
    }
  }

  /// The pages of a PDF are compressed, so that its bytes bound nothing.
  private static void document(Block seen, ElementDraft into) {
    if (seen.sourceType.equals("text") && seen.sourceData != null) {
      into.bound().text(seen.sourceData);
    } else if (!seen.sourceType.equals("content")) {
      into.bound().unknownSize();
    }
  }

  /// What decides a block's kind, known only after its last field: names come in any order.
  private static final class Block {
    private String type = "";
    private boolean hasSource;
    private String sourceType = "";
    private @Nullable String sourceData;

    void source(JsonWalk value, BlockReader blocks, ElementDraft into) {
      if (value.isText()) {
        into.text("source", value.text());
        return;
      }
      hasSource = true;
      value.fields((name, part) -> {
        into.mark(name);
        switch (name) {
          case "type" -> {
            sourceType = part.text();
            into.mark(sourceType);
          }
          case "data" -> {
            sourceData = part.text();
            into.mark(sourceData);
          }
          case "content" -> blocks.content(part, into);
          default -> blocks.json(name, part, into);
        }
      });
    }
  }
}
