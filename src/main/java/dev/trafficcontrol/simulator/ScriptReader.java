package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a script; anything it does not know is an error, never ignored.
///
/// ```json
/// {"rules": [
///   {"model": "claude-opus-*", "contains": "hello", "calls": [1, 3],
///    "reply": [{"text": "Hi."}, {"tool_use": {"name": "Bash", "input": {"command": "ls"}}},
///              {"cut": {"after_events": 4, "billed": "all"}}]}]}
/// ```
///
/// Steps are `text`, `text_tokens`, `reasoning_tokens`, `tool_use`, `stop_reason`, `usage`,
/// `service_tier`, `error`, `foreign`, `cut` and `silence`; what each takes stands in [StepReader].
final class ScriptReader {
  private ScriptReader() {}

  /// @throws IllegalArgumentException saying which rule and what is wrong with it
  static Script read(String json) {
    JsonNode root;
    try {
      root = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    only(root, Set.of("rules"));
    List<Script.Rule> rules = new ArrayList<>();
    for (JsonNode rule : root.required("rules")) {
      try {
        rules.add(rule(rule));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("rule " + (rules.size() + 1) + ": " + e.getMessage(), e);
      }
    }
    return new Script(rules);
  }

  private static Script.Rule rule(JsonNode rule) {
    only(rule, Set.of("model", "contains", "call", "calls", "reply"));
    long first = 1;
    long last = Long.MAX_VALUE;
    if (rule.has("call")) {
      first = rule.required("call").longValue();
      last = first;
    } else if (rule.has("calls")) {
      first = rule.required("calls").required(0).longValue();
      last = rule.required("calls").required(1).longValue();
    }
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : rule.required("reply")) {
      steps.add(StepReader.read(step));
    }
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("reply has no steps");
    }
    return new Script.Rule(
        rule.has("model") ? rule.required("model").stringValue() : null,
        rule.path("contains").asString(""),
        first,
        last,
        List.copyOf(steps),
        new AtomicLong());
  }

  static void only(JsonNode node, Set<String> known) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("an object was expected, not " + node);
    }
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "\"" + name + "\" is not known here; known are " + known);
      }
    }
  }

  static OptionalInt afterEvents(JsonNode step) {
    return step.has("after_events")
        ? OptionalInt.of(step.required("after_events").intValue())
        : OptionalInt.empty();
  }
}
