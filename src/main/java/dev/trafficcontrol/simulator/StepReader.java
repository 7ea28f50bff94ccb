package dev.trafficcontrol.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads one step of a scripted answer.
///
/// - `text`: the text; `text_tokens`: how many tokens of prose; `stop_reason`: the word
/// - `reasoning_tokens`: how many tokens are thought first; `service_tier`: the tier that serves
/// - `tool_use`: `name`, `input`
/// - `usage`: exact `input_tokens`, `cache_write_5m_tokens`, `cache_write_1h_tokens`,
///   `cache_read_tokens`, `output_tokens`, `searches`, `revised_input_tokens`, and `last_delta:
///   "absent"` to leave usage out at the end. For every protocol `input_tokens` are those neither
///   read from the cache nor written to it.
/// - `error`: `status`, `type`, `code`, `message`, `retry_after` (seconds), `headers`,
///   `after_events`, `billed` (`nothing`, `sent`, `all`), `event` (`response.failed`, `error`:
///   which of them OpenAI's responses tell it by in mid-stream)
/// - `foreign`: `status`, `content_type`, `body`, `billed`
/// - `cut`: `after_events`, `bytes` (of the event after those, which then breaks off), `billed`
/// - `silence`: `ms`, `after_events`
final class StepReader {
  private StepReader() {}

  static Step read(JsonNode step) {
    if (!step.isObject() || step.size() != 1) {
      throw new IllegalArgumentException("a step has one name, not " + step);
    }
    String name = step.propertyNames().iterator().next();
    JsonNode value = step.required(name);
    return switch (name) {
      case "text" -> new Step.Say(value.stringValue());
      case "text_tokens" -> new Step.SayTokens(value.longValue());
      case "reasoning_tokens" -> new Step.Think(value.longValue());
      case "service_tier" -> new Step.ServeIn(PricedModel.Tier.named(value.stringValue()));
      case "stop_reason" -> new Step.StopWith(value.stringValue());
      case "tool_use" -> toolUse(value);
      case "usage" -> figures(value);
      case "error" -> fail(value);
      case "foreign" -> foreign(value);
      case "cut" -> cut(value);
      case "silence" -> silence(value);
      default -> throw new IllegalArgumentException("there is no step \"" + name + "\"");
    };
  }

  private static Step toolUse(JsonNode value) {
    ScriptReader.only(value, Set.of("name", "input"));
    return new Step.UseTool(
        value.required("name").stringValue(), value.required("input").toString());
  }

  private static Step figures(JsonNode value) {
    ScriptReader.only(
        value,
        Set.of(
            "input_tokens",
            "cache_write_5m_tokens",
            "cache_write_1h_tokens",
            "cache_read_tokens",
            "output_tokens",
            "searches",
            "revised_input_tokens",
            "last_delta"));
    Step.Figures.LastDelta last =
        switch (value.path("last_delta").asString("present")) {
          case "present" -> Step.Figures.LastDelta.WITH_USAGE;
          case "absent" -> Step.Figures.LastDelta.WITHOUT_USAGE;
          default -> throw new IllegalArgumentException("last_delta is present or absent");
        };
    return new Step.Figures(
        number(value, "input_tokens"),
        number(value, "cache_write_5m_tokens"),
        number(value, "cache_write_1h_tokens"),
        number(value, "cache_read_tokens"),
        number(value, "output_tokens"),
        number(value, "searches"),
        number(value, "revised_input_tokens"),
        last);
  }

  private static Step fail(JsonNode value) {
    ScriptReader.only(
        value,
        Set.of(
            "status",
            "type",
            "code",
            "message",
            "retry_after",
            "headers",
            "after_events",
            "billed",
            "event"));
    int status = value.required("status").intValue();
    Map<String, String> headers = new LinkedHashMap<>();
    if (value.has("retry_after")) {
      headers.put("retry-after", value.required("retry_after").asString());
    }
    value
        .path("headers")
        .properties()
        .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
    return new Step.Fail(
        ScriptReader.afterEvents(value),
        status,
        text(value, "type"),
        text(value, "code"),
        value.path("message").asString("scripted error " + status),
        Map.copyOf(headers),
        billed(value),
        failureEvent(value));
  }

  private static @Nullable String text(JsonNode value, String name) {
    return value.has(name) ? value.required(name).stringValue() : null;
  }

  private static Step.FailureEvent failureEvent(JsonNode value) {
    return switch (value.path("event").asString("response.failed")) {
      case "response.failed" -> Step.FailureEvent.FAILED;
      case "error" -> Step.FailureEvent.ERROR;
      default -> throw new IllegalArgumentException("event is response.failed or error");
    };
  }

  private static Step foreign(JsonNode value) {
    ScriptReader.only(value, Set.of("status", "content_type", "body", "billed"));
    Step.Billed billed = billed(value);
    return new Step.Foreign(
        value.required("status").intValue(),
        value.path("content_type").asString("text/html"),
        value.path("body").asString("<html><body><h1>Bad Gateway</h1></body></html>"),
        billed == null ? Step.Billed.NOTHING : billed);
  }

  private static Step cut(JsonNode value) {
    ScriptReader.only(value, Set.of("after_events", "bytes", "billed"));
    Step.Billed billed = billed(value);
    return new Step.Cut(
        ScriptReader.afterEvents(value),
        value.path("bytes").asInt(0),
        billed == null ? Step.Billed.ALL : billed);
  }

  private static Step silence(JsonNode value) {
    ScriptReader.only(value, Set.of("after_events", "ms"));
    return new Step.Silence(
        ScriptReader.afterEvents(value), Duration.ofMillis(value.required("ms").longValue()));
  }

  private static Step.@Nullable Billed billed(JsonNode value) {
    return value.has("billed")
        ? Step.Billed.valueOf(value.required("billed").stringValue().toUpperCase(Locale.ROOT))
        : null;
  }

  private static OptionalLong number(JsonNode value, String name) {
    return value.has(name)
        ? OptionalLong.of(value.required(name).longValue())
        : OptionalLong.empty();
  }
}
