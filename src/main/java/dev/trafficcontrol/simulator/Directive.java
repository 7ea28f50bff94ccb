package dev.trafficcontrol.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// An order in the text of a task, so that a real agent can be led without a script file:
///
/// - `SIMULATE: bash {"command": "make"}` calls that tool of the client, one order a turn;
/// - `SIMULATE: tokens 2000` makes each turn's answer that long;
/// - `SIMULATE: think 300` lets each turn begin with that much thought;
/// - `SIMULATE: tier default` serves each turn in that tier, whatever the client asked for;
/// - `SIMULATE: say All done.` is the last turn's text.
///
/// Read from what the user wrote, never from what tools returned.
sealed interface Directive {
  record UseTool(String name, String input) implements Directive {}

  record Tokens(long each) implements Directive {}

  record Say(String text) implements Directive {}

  record Think(long tokens) implements Directive {}

  record ServeIn(PricedModel.Tier tier) implements Directive {}

  /// An order that can't be read; the answer says so.
  record Unreadable(String why) implements Directive {}

  Pattern ORDER = Pattern.compile("(?m)^[ \\t>*`-]*SIMULATE:[ \\t]*(\\w+)[ \\t]*");

  ObjectReader JSON =
      JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static List<Directive> in(List<String> texts) {
    List<Directive> found = new ArrayList<>();
    for (String text : texts) {
      Matcher order = ORDER.matcher(text);
      while (order.find()) {
        found.add(read(order.group(1), text.substring(order.end())));
      }
    }
    return found;
  }

  private static Directive read(String verb, String rest) {
    String line = rest.lines().findFirst().orElse("").strip();
    try {
      return switch (verb) {
        case "say" -> new Say(line);
        case "think" -> new Think(Long.parseUnsignedLong(line));
        case "tier" -> new ServeIn(PricedModel.Tier.named(line));
        case "tokens" -> new Tokens(Long.parseUnsignedLong(line));
        default -> new UseTool(verb, firstValue(rest));
      };
    } catch (JacksonException | IllegalArgumentException e) {
      return new Unreadable("The order \"SIMULATE: " + verb + " " + line + "\" can't be read");
    }
  }

  /// The JSON object the text begins with, over as many lines as it takes; what follows is not its.
  private static String firstValue(String text) {
    JsonNode value = JSON.readTree(text);
    if (!value.isObject()) {
      throw new IllegalArgumentException("a tool's input is an object");
    }
    return value.toString();
  }
}
