package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PromptElement;
import dev.trafficcontrol.pricing.Speed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the body of `/v1/messages` in one strict pass. What is unknown, or could cost money
/// outside the bound, is refused by name: a field that this does not know may be one that is
/// billed.
final class MessagesReader {

  private final CacheMarks cacheMarks = new CacheMarks();
  private final BlockReader blocks = new BlockReader(cacheMarks);
  private final ToolReader tools = new ToolReader(cacheMarks);
  private final ElementDraft settings = new ElementDraft();
  private final ElementDraft system = new ElementDraft();
  private final List<PromptElement> messages = new ArrayList<>();
  private @Nullable String model;
  private final OutputLimit limit = new OutputLimit();
  private long thought;
  private Delivery delivery = Delivery.WHOLE;
  private Geo geo = Geo.UNSTATED;
  private Speed speed = Speed.STANDARD;
  private Recount editing = Recount.SAME;

  private MessagesReader(Headers headers) {
    headers.all("anthropic-beta").forEach(settings::mark);
  }

  static Reading read(Body body, Headers headers) {
    try {
      StrictBytes.check(body.bytes());
      MessagesReader reader = new MessagesReader(headers);
      JsonWalk.object(body.bytes(), reader::field);
      return new Reading.Understood(reader.request(), BodyEdits.NONE, reader.limit);
    } catch (Unreadable fault) {
      return new Reading.Refused(fault.reason());
    }
  }

  private void field(String name, JsonWalk value) {
    switch (name) {
      case "model" -> model = value.text();
      case "max_tokens" -> limit.read(name, value);
      case "stream" -> delivery = value.flag() ? Delivery.STREAM : Delivery.WHOLE;
      case "messages" -> value.elements(this::message);
      case "system" -> {
        if (!value.isNull()) {
          blocks.content(value, system);
        }
      }
      case "tools" -> tools.read(value);
      case "cache_control" -> cacheMarks.read(value);
      case "metadata", "temperature", "top_p", "top_k", "stop_sequences" -> value.skip();
      case "thinking" -> thinking(value.raw());
      case "tool_choice" -> settings.json(name, value.raw());
      case "output_config" -> outputConfig(value);
      case "output_format" -> outputFormat(value);
      case "context_management" -> contextManagement(value);
      case "service_tier" -> oneOf(value, "auto", "standard_only");
      case "inference_geo" -> geo = geo(value);
      case "speed" -> speed = speed(value);
      case "container" -> {
        if (!value.isNull()) {
          throw new Unreadable("`container` runs code at the provider, which can't be bounded");
        }
      }
      case "mcp_servers" ->
          value.elements(server -> {
            throw new Unreadable(
                "`mcp_servers` samples the model without a limit: it can't be bounded");
          });
      default ->
          throw new Unreadable(
              "`" + name + "` is not known to be free or bounded, so it is refused");
    }
  }

  private void message(JsonWalk message) {
    ElementDraft draft = new ElementDraft();
    draft.bound().message();
    message.fields((name, value) -> {
      switch (name) {
        case "role" -> draft.mark("role").mark(value.text());
        case "content" -> blocks.content(value, draft);
        case "cache_control" -> cacheMarks.read(value);
        default -> throw value.wrong("is not a known field of a message");
      }
    });
    messages.add(draft.finish());
  }

  /// Read twice: all of it is part of the prompt, and what it may take is part of `max_tokens`.
  private void thinking(String raw) {
    settings.json("thinking", raw);
    if (raw.startsWith("{")) {
      JsonWalk.object(
          raw,
          (name, value) -> {
            if (name.equals("budget_tokens") && !value.isNull()) {
              thought = value.count();
            } else {
              value.skip();
            }
          });
    }
  }

  private void outputConfig(JsonWalk config) {
    if (config.isNull()) {
      return;
    }
    config.fields((name, value) -> {
      switch (name) {
        case "effort", "task_budget" -> settings.json(name, value.raw());
        case "format" -> outputFormat(value);
        default -> throw value.wrong("is not known to be free or bounded");
      }
    });
  }

  /// A schema is explained to the model in a prompt of its own, whose size is not documented.
  private void outputFormat(JsonWalk format) {
    if (!format.isNull()) {
      settings.json("format", format.raw());
      settings.bound().toolsPrompt();
    }
  }

  private void contextManagement(JsonWalk management) {
    if (management.isNull()) {
      return;
    }
    management.fields((name, value) -> {
      if (!name.equals("edits")) {
        throw value.wrong("is not known to be free or bounded");
      }
      value.elements(this::edit);
    });
  }

  private void edit(JsonWalk edit) {
    String raw = edit.raw();
    settings.mark(raw);
    String[] seen = {"", ""};
    JsonWalk.object(
        raw,
        (name, value) -> {
          if (name.equals("type")) {
            seen[0] = value.text();
          } else if (name.equals("keep") && value.isText()) {
            seen[1] = value.text();
          } else {
            value.skip();
          }
        });
    if (!seen[0].startsWith("clear_")) {
      throw new Unreadable(
          "the context edit `"
              + seen[0]
              + "` is not free: it samples the model outside max_tokens");
    }
    if (!seen[1].equals("all")) {
      editing = Recount.MAY_GROW;
    }
  }

  private static void oneOf(JsonWalk value, String... known) {
    if (!value.isNull() && !List.of(known).contains(value.text())) {
      throw value.wrong("has no known price");
    }
  }

  private static Geo geo(JsonWalk value) {
    if (value.isNull()) {
      return Geo.UNSTATED;
    }
    return switch (value.text()) {
      case "global" -> Geo.GLOBAL;
      case "us" -> Geo.US;
      default -> throw value.wrong("has no known price");
    };
  }

  private static Speed speed(JsonWalk value) {
    if (value.isNull()) {
      return Speed.STANDARD;
    }
    return switch (value.text()) {
      case "standard" -> Speed.STANDARD;
      case "fast" -> Speed.FAST;
      default -> throw value.wrong("has no known price");
    };
  }

  private PaidRequest request() {
    if (model == null) {
      throw new Unreadable("`model` is missing");
    }
    if (limit.tokens() == 0) {
      throw new Unreadable("`max_tokens` is missing: without it nothing bounds the answer");
    }
    List<PromptElement> prompt = new ArrayList<>();
    prompt.add(settings.finish());
    prompt.addAll(tools.elements());
    prompt.add(system.finish());
    prompt.addAll(messages);
    return new PaidRequest(
        model,
        new PaidRequest.Output(limit.tokens(), 1, 0, thought),
        delivery,
        new Modifiers(geo, speed),
        cacheMarks.longest(),
        tools.serverTools(),
        prompt,
        editing.and(tools.recount()).and(blocks.recount()));
  }
}
