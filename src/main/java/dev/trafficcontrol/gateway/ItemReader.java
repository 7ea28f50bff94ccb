package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.PromptElement;
import java.util.Set;

/// Reads the items of a response's input: messages, calls of tools and what they gave, reasoning.
final class ItemReader {

  /// Their tokens all come from what the body holds. A message may leave its type out.
  private static final Set<String> BOUNDED =
      Set.of(
          "",
          "message",
          "function_call",
          "function_call_output",
          "custom_tool_call",
          "custom_tool_call_output",
          "local_shell_call",
          "local_shell_call_output",
          "shell_call",
          "shell_call_output",
          "apply_patch_call",
          "apply_patch_call_output",
          "web_search_call",
          "reasoning");

  private final PartReader parts;

  ItemReader(PartReader parts) {
    this.parts = parts;
  }

  PromptElement read(JsonWalk item) {
    ElementDraft draft = new ElementDraft();
    draft.bound().message();
    String[] type = {""};
    item.fields((name, value) -> {
      if (value.isNull()) {
        value.skip();
        return;
      }
      switch (name) {
        case "type" -> type[0] = value.text();
        case "role" -> draft.mark("role").mark(value.text());
        // Neither is read by the model.
        case "id", "status" -> value.skip();
        case "content", "output", "summary" -> content(name, value, draft);
        case "encrypted_content" -> draft.opaque(name, value.text());
        default -> {
          if (value.isText()) {
            draft.text(name, value.text());
          } else {
            draft.json(name, value.raw());
          }
        }
      }
    });
    draft.mark("type").mark(type[0]);
    if (!BOUNDED.contains(type[0])) {
      parts.unknown(draft);
    }
    return draft.finish();
  }

  private void content(String name, JsonWalk value, ElementDraft draft) {
    if (value.isText() || value.isArray()) {
      parts.content(value, draft.mark(name));
    } else {
      draft.json(name, value.raw());
    }
  }
}
