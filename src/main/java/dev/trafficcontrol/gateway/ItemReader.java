package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.PromptElement;
import java.util.HashSet;
import java.util.Set;

/// Reads the items of a response's input: messages, calls of tools and what they gave, reasoning.
///
/// An item's `id` may be all there is of it: the provider then puts in what it has stored under
/// that id, which may be as long as an answer can be.
final class ItemReader {

  /// Their tokens all come from what the body holds.
  private static final Set<String> BOUNDED =
      Set.of(
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "local_shell_call",
          "local_shell_call_output",
          "shell_call",
          "shell_call_output",
          "apply_patch_call",
          "apply_patch_call_output");

  private final PartReader parts;

  ItemReader(PartReader parts) {
    this.parts = parts;
  }

  PromptElement read(JsonWalk item) {
    Item read = new Item();
    item.fields(read::field);
    return read.finish();
  }

  private final class Item {
    private final ElementDraft draft = new ElementDraft();
    private final Set<String> said = new HashSet<>();
    private String type = "";
    private String encrypted = "";

    void field(String name, JsonWalk value) {
      if (value.isNull()) {
        return;
      }
      said.add(name);
      switch (name) {
        case "type" -> type = value.text();
        case "role" -> draft.mark("role").mark(value.text());
        // Neither is read by the model.
        case "id", "status" -> value.skip();
        case "content", "output", "summary" -> content(name, value);
        case "encrypted_content" -> {
          encrypted = value.text();
          draft.opaque(name, encrypted);
        }
        default -> {
          if (value.isText()) {
            draft.text(name, value.text());
          } else {
            draft.json(name, value.raw());
          }
        }
      }
    }

    private void content(String name, JsonWalk value) {
      if (value.isText() || value.isArray()) {
        parts.content(value, draft.mark(name));
      } else {
        draft.json(name, value.raw());
      }
    }

    PromptElement finish() {
      draft.bound().message();
      draft.mark("type").mark(type);
      if (!isWhole()) {
        parts.unknown(draft);
      }
      return draft.finish();
    }

    /// Whether all that the model will read of it stands in the body. Source: OpenAI's API
    /// reference, `InputItem`, in which a message may leave its type out, and so may an
    /// `item_reference`; and what the API answers where an id is not stored, or is not that of the
    /// `encrypted_content` beside it.
    private boolean isWhole() {
      return switch (type) {
        case "", "message" -> said.contains("role") && said.contains("content");
        case "reasoning" -> !said.contains("id") || !encrypted.isEmpty();
        // What was found is never in it.
        case "web_search_call" -> !said.contains("id");
        default -> BOUNDED.contains(type);
      };
    }
  }
}
