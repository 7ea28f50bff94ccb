package dev.trafficcontrol.gateway;

import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.Geo;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PromptElement;
import dev.trafficcontrol.pricing.Speed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the body of `/v1/responses` in one strict pass. What is unknown, or could cost money
/// outside the bound, is refused by name, as in [MessagesReader].
final class ResponsesReader {

  /// Change neither the prompt's tokens nor what is billed.
  private static final Set<String> FREE =
      Set.of(
          "temperature",
          "top_p",
          "top_logprobs",
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "store",
          "metadata",
          "client_metadata",
          "include",
          "stream_options",
          "parallel_tool_calls");

  private static final String LIMIT = "max_output_tokens";

  private static final Set<String> REASONING = Set.of("effort", "summary", "generate_summary");

  private final PartReader parts = new PartReader();
  private final ItemReader items = new ItemReader(parts);
  private final ResponseTools tools = new ResponseTools();
  private final ElementDraft settings = new ElementDraft();
  private final ElementDraft instructions = new ElementDraft();
  private final List<PromptElement> input = new ArrayList<>();
  private @Nullable String model;
  private final OutputLimit limit = new OutputLimit();
  private Delivery delivery = Delivery.WHOLE;
  private Speed speed = Speed.UNSTATED;

  private ResponsesReader() {}

  static Reading read(Body body) {
    try {
      StrictBytes.check(body.bytes());
      ResponsesReader reader = new ResponsesReader();
      JsonWalk.object(body.bytes(), reader::field);
      return new Reading.Understood(reader.request(), BodyEdits.NONE, reader.limit);
    } catch (Unreadable fault) {
      return new Reading.Refused(fault.reason());
    }
  }

  private void field(String name, JsonWalk value) {
    if (name.equals(LIMIT)) {
      limit.read(name, value);
      return;
    }
    if (FREE.contains(name) || value.isNull()) {
      value.skip();
      return;
    }
    switch (name) {
      case "model" -> model = value.text();
      case "stream" -> delivery = value.flag() ? Delivery.STREAM : Delivery.WHOLE;
      case "input" -> input(value);
      case "instructions" -> {
        instructions.bound().message();
        instructions.text("instructions", value.text());
      }
      case "tools" -> value.elements(tools::read);
      case "max_tool_calls" -> tools.limit(value);
      case "tool_choice" -> settings.json(name, value.raw());
      case "reasoning" -> reasoning(value);
      case "text" -> {
        settings.json(name, value.raw());
        settings.bound().toolsPrompt();
      }
      case "service_tier" -> speed = ServiceTier.asked(value);
      // What was said before lies at the provider.
      case "previous_response_id", "conversation" -> {
        settings.mark(name).mark(value.raw());
        parts.unknown(settings);
      }
      // What was left out this time may be in the prompt of the next.
      case "truncation" -> {
        if (!value.text().equals("disabled")) {
          parts.mayGrow();
        }
      }
      case "background" -> {
        if (value.flag()) {
          throw new Unreadable(
              "`background` lets the answer be fetched by another way, which is not metered");
        }
      }
      default ->
          throw new Unreadable(
              "`" + name + "` is not known to be free or bounded, so it is refused");
    }
  }

  /// What else it may ask for is not known to be within the limit of the answer.
  private void reasoning(JsonWalk value) {
    value.fields((name, part) -> {
      if (!REASONING.contains(name)) {
        throw part.wrong("is not known to be free or bounded");
      }
      settings.json(name, part.raw());
    });
  }

  private void input(JsonWalk value) {
    if (value.isText()) {
      ElementDraft draft = new ElementDraft();
      draft.bound().message();
      draft.mark("role").mark("user");
      draft.text("text", value.text());
      input.add(draft.finish());
    } else {
      value.elements(item -> input.add(items.read(item)));
    }
  }

  private PaidRequest request() {
    if (model == null) {
      throw new Unreadable("`model` is missing");
    }
    List<PromptElement> prompt = new ArrayList<>();
    prompt.add(settings.finish());
    prompt.addAll(tools.elements());
    prompt.add(instructions.finish());
    prompt.addAll(input);
    return new PaidRequest(
        model,
        new PaidRequest.Output(limit.tokens(), 1, 0),
        delivery,
        new Modifiers(Geo.GLOBAL, speed),
        // Unasked, and for some models at a price.
        Caching.FIVE_MINUTES,
        tools.serverTools(),
        prompt,
        parts.recount());
  }
}
