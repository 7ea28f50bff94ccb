package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.alert.offer.Click;
import dev.trafficcontrol.alert.offer.Presser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Slack sends over a socket.
///
/// Source: <https://docs.slack.dev/apis/events-api/using-socket-mode> and
/// <https://docs.slack.dev/reference/interaction-payloads/block_actions-payload>.
///
/// @param id what its acknowledgement names; empty where it wants none
/// @param reason of a `disconnect`: `warning`, `refresh_requested`, `link_disabled`; else empty
/// @param clicks the buttons of ours that it says were pressed
record Envelope(String id, String type, String reason, List<Click> clicks) {

  static final String HELLO = "hello";
  static final String DISCONNECT = "disconnect";

  private static final int LONGEST_ID = 200;

  private static final JsonMapper JSON = new JsonMapper();

  /// Empty where it is not JSON.
  static Optional<Envelope> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      return Optional.of(
          new Envelope(
              text(json, "envelope_id"),
              text(json, "type"),
              text(json, "reason"),
              text(json, "type").equals("interactive") ? clicks(json) : List.of()));
    } catch (JacksonException malformed) {
      return Optional.empty();
    }
  }

  String acknowledgement() {
    return JSON.createObjectNode().put("envelope_id", id).toString();
  }

  private static List<Click> clicks(JsonNode json) {
    JsonNode payload = json.path("payload");
    List<Click> clicks = new ArrayList<>();
    if (!text(payload, "type").equals("block_actions")) {
      return clicks;
    }
    JsonNode user = payload.path("user");
    String name = text(user, "username");
    Presser by = new Presser("slack", text(user, "id"), name.isEmpty() ? text(user, "name") : name);
    for (JsonNode action : payload.path("actions").values()) {
      String kind = Buttons.kind(text(action, "action_id"));
      if (!kind.isEmpty() && SlackText.isUser(by.id())) {
        clicks.add(
            new Click(
                text(action, "value"),
                kind,
                by,
                text(payload.path("channel"), "id"),
                text(payload.path("message"), "ts"),
                by.id() + " " + time(action, json)));
      }
    }
    return clicks;
  }

  /// Of the press: the same when the envelope comes again.
  private static String time(JsonNode action, JsonNode envelope) {
    String at = text(action, "action_ts");
    return at.isEmpty() ? text(envelope, "envelope_id") : at;
  }

  private static String text(JsonNode json, String name) {
    String text = json.path(name).stringValue("");
    return text.substring(0, Math.min(LONGEST_ID, text.length()));
  }
}
