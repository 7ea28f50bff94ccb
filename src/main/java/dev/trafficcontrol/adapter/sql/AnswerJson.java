package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers and deeds as JSON. Amounts are decimal USD. Names and fields are a file format.
final class AnswerJson {

  private static final JsonMapper JSON = new JsonMapper();

  private AnswerJson() {}

  static ArrayNode write(List<Answer> answers) {
    ArrayNode all = JSON.createArrayNode();
    for (Answer answer : answers) {
      ObjectNode json = all.addObject();
      switch (answer) {
        case Answer.Pause() -> json.put("do", "pause");
        case Answer.Kill() -> json.put("do", "kill");
        case Answer.Raise(BudgetId budget, Money from) ->
            budget(json.put("do", "raise"), budget).put("from", from.toUsd());
        case Answer.Accept(String task, String run) -> run(json.put("do", "accept"), task, run);
        case Answer.Reject(String task, String run) -> run(json.put("do", "reject"), task, run);
        case Answer.Greet() -> json.put("do", "greet");
      }
    }
    return all;
  }

  /// What a later version wrote is left out: it can't be offered here.
  static List<Answer> read(JsonNode all) {
    List<Answer> answers = new ArrayList<>();
    for (JsonNode json : all.values()) {
      switch (text(json, "do")) {
        case "pause" -> answers.add(new Answer.Pause());
        case "kill" -> answers.add(new Answer.Kill());
        case "raise" ->
            answers.add(new Answer.Raise(budget(json), Money.ofUsd(text(json, "from"))));
        case "accept" -> answers.add(new Answer.Accept(text(json, "task"), text(json, "run")));
        case "reject" -> answers.add(new Answer.Reject(text(json, "task"), text(json, "run")));
        case "greet" -> answers.add(new Answer.Greet());
        default -> {}
      }
    }
    return answers;
  }

  static String write(Deed deed) {
    ObjectNode json = JSON.createObjectNode().put("do", deed.kind());
    switch (deed) {
      case Deed.Pause(), Deed.Kill(), Deed.Greet() -> {}
      case Deed.Raise(BudgetId budget, Money from, Money to, Duration lasting) ->
          budget(json, budget)
              .put("from", from.toUsd())
              .put("to", to.toUsd())
              .put("minutes", lasting.toMinutes());
      case Deed.Accept(String task, String run) -> run(json, task, run);
      case Deed.Reject(String task, String run) -> run(json, task, run);
    }
    return json.toString();
  }

  /// Whatever is not exactly a deed is none.
  static Deed deed(String text) {
    JsonNode json = JSON.readTree(text);
    return switch (text(json, "do")) {
      case "pause" -> new Deed.Pause();
      case "kill" -> new Deed.Kill();
      case "raise" ->
          new Deed.Raise(
              budget(json),
              Money.ofUsd(text(json, "from")),
              Money.ofUsd(text(json, "to")),
              Duration.ofMinutes(json.path("minutes").longValue()));
      case "accept" -> new Deed.Accept(text(json, "task"), text(json, "run"));
      case "reject" -> new Deed.Reject(text(json, "task"), text(json, "run"));
      case "greet" -> new Deed.Greet();
      default -> throw new IllegalArgumentException("no deed: " + text);
    };
  }

  private static ObjectNode budget(ObjectNode json, BudgetId budget) {
    return json.put("scope", budget.scope().toString()).put("window", budget.window().label());
  }

  private static BudgetId budget(JsonNode json) {
    return new BudgetId(Scope.parse(text(json, "scope")), Window.parse(text(json, "window")));
  }

  private static void run(ObjectNode json, String task, String run) {
    json.put("task", task).put("run", run);
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).stringValue("");
  }
}
