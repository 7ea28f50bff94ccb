package dev.trafficcontrol.adapter.webhook.slack;

import dev.trafficcontrol.adapter.webhook.SlackBlocks;
import dev.trafficcontrol.alert.offer.Deed;
import dev.trafficcontrol.alert.offer.DeedWords;
import dev.trafficcontrol.alert.offer.Offer;
import dev.trafficcontrol.alert.offer.Offers.Standing;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Offers as Slack's buttons, below the blocks of a message.
///
/// Source of the limits: <https://docs.slack.dev/reference/block-kit/>: 25 elements in a block, 75
/// characters of a button, 255 of an `action_id`, 2,000 of a value; of a question 100 characters of
/// its title, 300 of its text, 30 of each answer.
final class Buttons {

  /// Of an `action_id`, which has to be the only one of its kind in a message: `tc-raise-2`.
  private static final String PREFIX = "tc-";

  private static final int LABEL = 75;
  private static final int TITLE = 100;
  private static final int QUESTION = 300;
  private static final int ANSWER = 30;

  private static final JsonMapper JSON = new JsonMapper();

  private Buttons() {}

  /// @param body as [SlackBlocks] makes it
  /// @param standing verdicts as of [SlackText]
  static ObjectNode under(String body, Standing standing, String environment) {
    ObjectNode json = (ObjectNode) JSON.readTree(body);
    for (String verdict : standing.verdicts()) {
      blocks(json)
          .addObject()
          .put("type", "section")
          .putObject("text")
          .put("type", "mrkdwn")
          .put("text", verdict);
    }
    List<Offer> offers = standing.open();
    if (!offers.isEmpty()) {
      ArrayNode elements = blocks(json).addObject().put("type", "actions").putArray("elements");
      for (int place = 0; place < offers.size(); place++) {
        put(elements.addObject(), offers.get(place), place, environment);
      }
    }
    return json;
  }

  /// The kind of deed in an `action_id`; empty where it is none of ours.
  static String kind(String actionId) {
    return actionId.matches("tc-[a-z]+-[0-9]+")
        ? actionId.substring(PREFIX.length(), actionId.lastIndexOf('-'))
        : "";
  }

  private static ArrayNode blocks(ObjectNode json) {
    return (ArrayNode) json.path("blocks");
  }

  private static void put(ObjectNode button, Offer offer, int place, String environment) {
    button.put("type", "button");
    text(button.putObject("text"), DeedWords.label(offer.deed()), LABEL);
    button.put("action_id", PREFIX + offer.deed().kind() + "-" + place);
    button.put("value", offer.id());
    switch (offer.deed()) {
      case Deed.Kill _ -> button.put("style", "danger");
      case Deed.Raise _, Deed.Accept _ -> button.put("style", "primary");
      case Deed.Pause _, Deed.Reject _, Deed.Greet _ -> {}
    }
    DeedWords.question(offer.deed(), environment)
        .ifPresent(question -> ask(button.putObject("confirm"), question));
  }

  private static void ask(ObjectNode confirm, DeedWords.Question question) {
    text(confirm.putObject("title"), question.title(), TITLE);
    text(confirm.putObject("text"), question.text(), QUESTION);
    text(confirm.putObject("confirm"), question.yes(), ANSWER);
    text(confirm.putObject("deny"), "No", ANSWER);
  }

  private static void text(ObjectNode text, String words, int most) {
    text.put("type", "plain_text").put("text", SlackBlocks.cut(words, most));
  }
}
