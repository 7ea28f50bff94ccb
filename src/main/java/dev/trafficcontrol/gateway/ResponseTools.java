package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.PromptElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the tools of a response. One that runs at the provider can sample the model again and
/// again, so only web search is taken, and only where `max_tool_calls` bounds it.
final class ResponseTools {

  /// Run by the client: they add a prompt, and nothing else.
  private static final Set<String> CLIENT_SIDE =
      Set.of("function", "custom", "local_shell", "apply_patch", "namespace");

  private static final Set<String> IN_NAMESPACE = Set.of("function", "custom");

  private static final Set<String> WEB_SEARCH = Set.of("web_search", "web_search_2025_08_26");
  private static final long MOST_CALLS = 100;

  /// Searches that one call may be, each of them billed. OpenAI names no most; people were billed
  /// two to three on average. The number is ours.
  private static final int MOST_QUERIES = 10;

  private final List<PromptElement> elements = new ArrayList<>();
  private boolean searches;
  private @Nullable Long mostCalls;

  List<PromptElement> elements() {
    return elements;
  }

  void limit(JsonWalk value) {
    mostCalls = value.count();
  }

  void read(JsonWalk tool) {
    ElementDraft draft = new ElementDraft();
    if (elements.isEmpty()) {
      draft.bound().toolsPrompt();
    }
    String raw = tool.raw();
    draft.mark(raw).bound().clientTool(raw);
    String[] type = {""};
    JsonWalk.object(
        raw,
        (name, value) -> {
          switch (name) {
            case "type" -> type[0] = value.text();
            case "tools" -> value.elements(ResponseTools::requireFunction);
            default -> value.skip();
          }
        });
    if (WEB_SEARCH.contains(type[0])) {
      searches = true;
      draft.bound().unknownSize();
    } else if (!CLIENT_SIDE.contains(type[0])) {
      throw new Unreadable(
          "the tool type `"
              + type[0]
              + "` runs at the provider, and what it costs can't be bounded: only web_search with max_tool_calls is");
    }
    elements.add(draft.finish());
  }

  /// What a namespace has in it. Source: OpenAI's API reference, `NamespaceTool`.
  private static void requireFunction(JsonWalk tool) {
    String[] type = {""};
    tool.fields((name, value) -> {
      if (name.equals("type")) {
        type[0] = value.text();
      } else {
        value.skip();
      }
    });
    if (!IN_NAMESPACE.contains(type[0])) {
      throw tool.wrong("is a tool that may run at the provider: a namespace has functions alone");
    }
  }

  ServerTools serverTools() {
    if (!searches) {
      return ServerTools.NONE;
    }
    if (mostCalls == null || mostCalls < 1 || mostCalls > MOST_CALLS) {
      throw new Unreadable(
          "the tool `web_search` is billed for each use, and samples the model again: say max_tool_calls, from 1 to "
              + MOST_CALLS
              + ", or turn it off (in Codex: web_search = \"disabled\")");
    }
    int calls = mostCalls.intValue();
    return new ServerTools(calls * MOST_QUERIES, calls);
  }
}
