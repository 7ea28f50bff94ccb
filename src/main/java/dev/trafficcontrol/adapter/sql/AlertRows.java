package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Alerts as rows of `tc_alerts`.
final class AlertRows {

  static final String COLUMNS = "number, kind, severity, once, message, at, facts";

  private static final JsonMapper JSON = new JsonMapper();

  private AlertRows() {}

  static Alert read(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("kind"),
        Alert.Severity.valueOf(row.getString("severity")),
        row.getString("once"),
        row.getString("message"),
        Instant.parse(row.getString("at")),
        facts(row.getString("facts")));
  }

  /// Only what is known; `{}` where nothing is.
  static String facts(AlertFacts facts) {
    ObjectNode json = JSON.createObjectNode();
    Standing standing = facts.standing();
    if (standing != null) {
      ObjectNode budget = json.putObject("budget");
      budget.put("scope", standing.scope());
      budget.put("spent", standing.spent().toUsd());
      budget.put("held", standing.held().toUsd());
      if (standing.limit() != null) {
        budget.put("limit", standing.limit().toUsd());
      }
    }
    if (facts.perMinute() != null) {
      json.put("per_minute", facts.perMinute().toUsd());
    }
    put(json, "done", facts.done());
    put(json, "ask", facts.ask());
    put(json, "otherwise", facts.otherwise());
    if (!facts.commands().isEmpty()) {
      facts.commands().forEach(json.putArray("commands")::add);
    }
    if (!facts.answers().isEmpty()) {
      json.set("answers", AnswerJson.write(facts.answers()));
    }
    return json.toString();
  }

  private static void put(ObjectNode json, String name, String text) {
    if (!text.isEmpty()) {
      json.put(name, text);
    }
  }

  private static AlertFacts facts(String text) {
    JsonNode json = JSON.readTree(text);
    JsonNode budget = json.path("budget");
    Standing standing =
        budget.isObject()
            ? new Standing(
                budget.path("scope").stringValue(""),
                Money.ofUsd(budget.path("spent").stringValue("")),
                Money.ofUsd(budget.path("held").stringValue("")),
                money(budget.path("limit")))
            : null;
    List<String> commands =
        json.path("commands").values().stream().map(one -> one.stringValue("")).toList();
    return new AlertFacts(
        standing,
        money(json.path("per_minute")),
        json.path("done").stringValue(""),
        json.path("ask").stringValue(""),
        json.path("otherwise").stringValue(""),
        commands,
        AnswerJson.read(json.path("answers")));
  }

  private static @Nullable Money money(JsonNode amount) {
    return amount.isString() ? Money.ofUsd(amount.stringValue()) : null;
  }
}
