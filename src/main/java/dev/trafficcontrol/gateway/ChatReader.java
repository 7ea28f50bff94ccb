package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.InputBound;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PromptElement;
import dev.trafficcontrol.pricing.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of `/v1/chat/completions` in one strict pass. What is unknown, or could cost
/// money outside the bound, is refused by name, as in [MessagesReader].
final class ChatReader {

  /// Change neither the prompt's tokens nor what is billed.
  private static final Set<String> FREE =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "stop",
          "presence_penalty",
          "frequency_penalty",
          "repetition_penalty",
          "logit_bias",
          "logprobs",
          "top_logprobs",
          "seed",
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "store",
          "metadata",
          "parallel_tool_calls");

  /// The types of tools that the client runs. One without a type may be any, to whoever is less
  /// strict than OpenAI (`{"googleSearch":{}}`).
  private static final Set<String> CLIENT_SIDE = Set.of("function", "custom");

  /// The deprecated `functions` have none.
  private static final Set<String> FUNCTIONS = Set.of("", "function");

  private static final int MOST_ANSWERS = 128;

  private final PartReader parts = new PartReader();
  private final ElementDraft settings = new ElementDraft();
  private final List<PromptElement> tools = new ArrayList<>();
  private final List<PromptElement> messages = new ArrayList<>();
  private final StreamOptions streamOptions = new StreamOptions();
  private @Nullable String model;
  private final OutputLimit limit = new OutputLimit();
  private int answers = 1;
  private long predicted;
  private boolean streams;
  private Speed speed = Speed.UNSTATED;

  private ChatReader() {}

  static Reading read(Body body) {
    try {
      StrictBytes.check(body.bytes());
      ChatReader reader = new ChatReader();
      JsonWalk.object(body.bytes(), reader::field);
      return reader.reading(body);
    } catch (Unreadable fault) {
      return new Reading.Refused(fault.reason());
    }
  }

  private void field(String name, JsonWalk value) {
    if (FREE.contains(name)) {
      value.skip();
      return;
    }
    switch (name) {
      case "model" -> model = value.text();
      case "messages" -> value.elements(this::message);
      case "max_completion_tokens", "max_tokens" -> limit.read(name, value);
      case "n" -> answers = answers(value);
      case "stream" -> streams = !value.isNull() && value.flag();
      case "stream_options" -> streamOptions.read(value);
      case "tools" -> tools(value, CLIENT_SIDE);
      case "functions" -> tools(value, FUNCTIONS);
      case "tool_choice",
          "function_call",
          "reasoning_effort",
          "verbosity",
          "chat_template_kwargs" ->
          settings.json(name, value.raw());
      case "response_format" -> {
        settings.json(name, value.raw());
        settings.bound().toolsPrompt();
      }
      case "prediction" -> {
        if (!value.isNull()) {
          predicted = new InputBound().json(value.raw()).tokens();
        }
      }
      case "service_tier" -> speed = ServiceTier.asked(value);
      case "modalities" -> modalities(value);
      case "audio", "web_search_options" -> {
        if (!value.isNull()) {
          throw value.wrong("costs money outside of what can be bounded, so it is refused");
        }
      }
      default ->
          throw new Unreadable(
              "`" + name + "` is not known to be free or bounded, so it is refused");
    }
  }

  private static void modalities(JsonWalk value) {
    if (!value.isNull()) {
      value.elements(kind -> {
        if (!kind.text().equals("text")) {
          throw kind.wrong("has no known price: only `text` has");
        }
      });
    }
  }

  private static int answers(JsonWalk value) {
    if (value.isNull()) {
      return 1;
    }
    long count = value.count();
    if (count < 1 || count > MOST_ANSWERS) {
      throw value.wrong("must be from 1 to " + MOST_ANSWERS);
    }
    return (int) count;
  }

  private void tools(JsonWalk value, Set<String> types) {
    if (value.isNull()) {
      return;
    }
    value.elements(tool -> {
      ElementDraft draft = new ElementDraft();
      if (tools.isEmpty()) {
        draft.bound().toolsPrompt();
      }
      String raw = tool.raw();
      draft.mark(raw).bound().clientTool(raw);
      requireType(raw, types);
      tools.add(draft.finish());
    });
  }

  private static void requireType(String raw, Set<String> types) {
    String[] type = {""};
    JsonWalk.object(
        raw,
        (name, value) -> {
          if (name.equals("type")) {
            type[0] = value.text();
          } else {
            value.skip();
          }
        });
    if (!types.contains(type[0])) {
      throw new Unreadable(
          "the tool type `"
              + type[0]
              + "` may run at the provider, and what it costs can't be bounded");
    }
  }

  private void message(JsonWalk message) {
    ElementDraft draft = new ElementDraft();
    draft.bound().message();
    message.fields((name, value) -> {
      switch (name) {
        case "role" -> draft.mark("role").mark(value.text());
        case "content" -> parts.content(value, draft.mark("content"));
        // Refers to sound that the provider keeps.
        case "audio" -> {
          if (!value.isNull()) {
            draft.mark(value.raw());
            parts.unknown(draft);
          }
        }
        default -> {
          if (value.isText()) {
            draft.text(name, value.text());
          } else {
            draft.json(name, value.raw());
          }
        }
      }
    });
    messages.add(draft.finish());
  }

  private Reading reading(Body body) {
    if (model == null) {
      throw new Unreadable("`model` is missing");
    }
    List<PromptElement> prompt = new ArrayList<>();
    prompt.add(settings.finish());
    prompt.addAll(tools);
    prompt.addAll(messages);
    PaidRequest request =
        new PaidRequest(
            model,
            new PaidRequest.Output(limit.tokens(), answers, predicted),
            delivery(),
            new Modifiers(Geo.GLOBAL, speed),
            // Unasked, and for some models at a price.
            Caching.FIVE_MINUTES,
            ServerTools.NONE,
            prompt,
            parts.recount());
    return new Reading.Understood(
        request, streams ? streamOptions.edits(body) : BodyEdits.NONE, limit);
  }

  private Delivery delivery() {
    if (!streams) {
      return Delivery.WHOLE;
    }
    return streamOptions.wantsUsage() ? Delivery.STREAM : Delivery.STREAM_WITHOUT_USAGE;
  }
}
