package dev.trafficcontrol.adapter.webhook;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Message;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A message as the JSON document that `docs/ALERTS.md` describes: amounts as decimal USD in texts,
/// times in UTC, null where nothing is known.
final class MessageDocument {

  /// Changes when a reader would have to.
  private static final int VERSION = 1;

  private static final JsonMapper JSON = new JsonMapper();

  private MessageDocument() {}

  static String of(Message message) {
    ObjectNode json = JSON.createObjectNode();
    json.put("version", VERSION);
    json.put("id", message.id());
    json.put("environment", message.environment());
    json.put("severity", AlertWords.label(message.severity()));
    json.put("subject", AlertWords.subject(message));
    json.put("text", AlertWords.text(message));
    ObjectNode kinds = json.putObject("kinds");
    message.kinds().forEach(kinds::put);
    ArrayNode alerts = json.putArray("alerts");
    message.alerts().forEach(alert -> put(alerts.addObject(), alert));
    ArrayNode spenders = json.putArray("spent_most_in_the_hour_before");
    message
        .spenders()
        .forEach(
            one -> spenders.addObject().put("name", one.name()).put("cost", one.cost().toUsd()));
    return json.toString();
  }

  private static void put(ObjectNode json, Alert alert) {
    AlertFacts facts = alert.facts();
    json.put("kind", alert.kind());
    json.put("name", alert.once());
    json.put("severity", AlertWords.label(alert.severity()));
    json.put("at", alert.at().toString());
    json.put("message", alert.message());
    Standing standing = facts.standing();
    if (standing == null) {
      json.putNull("budget");
    } else {
      json.putObject("budget")
          .put("scope", standing.scope())
          .put("spent", standing.spent().toUsd())
          .put("held", standing.held().toUsd())
          .put("limit", usd(standing.limit()));
    }
    json.put("burn_per_minute", usd(facts.perMinute()));
    json.put("seconds_left", facts.timeLeft().map(Duration::toSeconds).orElse(null));
    json.put("done", facts.done());
    json.put("ask", facts.ask());
    json.put("if_nobody_answers", facts.otherwise());
    facts.commands().forEach(json.putArray("commands")::add);
  }

  private static @Nullable String usd(@Nullable Money amount) {
    return amount == null ? null : amount.toUsd();
  }
}
