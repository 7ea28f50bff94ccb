package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.PromptElement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the tools of a request. A tool that runs at the provider can sample the model again and
/// again, so only the kinds whose searches `max_uses` bounds are taken, and only with it.
final class ToolReader {

  /// Run by the client: they add a prompt, and nothing else.
  private static final Pattern CLIENT_SIDE =
      Pattern.compile("(bash|text_editor|computer|memory)_20[0-9]{6}");

  /// Later versions may run code that searches outside of `max_uses`.
  private static final String WEB_SEARCH = "web_search_20250305";

  private static final String WEB_FETCH = "web_fetch_20250910";
  private static final int MOST_USES = 100;

  private final List<PromptElement> elements = new ArrayList<>();
  private final CacheMarks cacheMarks;
  private ServerTools serverTools = ServerTools.NONE;
  private Recount recount = Recount.SAME;

  ToolReader(CacheMarks cacheMarks) {
    this.cacheMarks = cacheMarks;
  }

  List<PromptElement> elements() {
    return elements;
  }

  ServerTools serverTools() {
    return serverTools;
  }

  /// A deferred tool is no part of the prompt until something refers to it.
  Recount recount() {
    return recount;
  }

  void read(JsonWalk tools) {
    if (tools.isNull()) {
      return;
    }
    tools.elements(tool -> {
      // Read twice: the type decides how the rest counts, and may stand last.
      String raw = tool.raw();
      Tool seen = new Tool(cacheMarks);
      JsonWalk.object(raw, seen::field);
      ElementDraft draft = new ElementDraft().mark(raw);
      if (elements.isEmpty()) {
        draft.bound().toolsPrompt();
      }
      bound(seen, raw, draft);
      recount = recount.and(seen.recount);
      elements.add(draft.finish());
    });
  }

  private void bound(Tool seen, String raw, ElementDraft draft) {
    String type = seen.type;
    if (type == null || type.equals("custom")) {
      draft.bound().clientTool(raw);
    } else if (CLIENT_SIDE.matcher(type).matches()) {
      draft.bound().providerTool(type, raw);
    } else if (type.equals(WEB_SEARCH) || type.equals(WEB_FETCH)) {
      draft.bound().providerTool(type, raw);
      serverTools = serverTools.plus(capped(type, seen.maxUses));
    } else {
      throw new Unreadable(
          "the tool type `"
              + type
              + "` runs at the provider, and what it costs can't be bounded: only "
              + WEB_SEARCH
              + " and "
              + WEB_FETCH
              + " with max_uses are");
    }
  }

  private static ServerTools capped(String type, @Nullable Long maxUses) {
    if (maxUses == null || maxUses < 1 || maxUses > MOST_USES) {
      throw new Unreadable(
          "the tool `"
              + type
              + "` needs max_uses, from 1 to "
              + MOST_USES
              + ": each use is billed");
    }
    int uses = maxUses.intValue();
    return new ServerTools(type.equals(WEB_SEARCH) ? uses : 0, uses);
  }

  private static final class Tool {
    private final CacheMarks cacheMarks;
    private @Nullable String type;
    private @Nullable Long maxUses;
    private Recount recount = Recount.SAME;

    Tool(CacheMarks cacheMarks) {
      this.cacheMarks = cacheMarks;
    }

    void field(String name, JsonWalk value) {
      switch (name) {
        case "type" -> type = value.isNull() ? null : value.text();
        case "max_uses" -> maxUses = value.isNull() ? null : Long.valueOf(value.count());
        case "cache_control" -> cacheMarks.read(value);
        case "defer_loading" -> defer(value);
        default -> value.skip();
      }
    }

    private void defer(JsonWalk value) {
      if (!value.isNull() && value.flag()) {
        recount = Recount.MAY_GROW;
      }
    }
  }
}
