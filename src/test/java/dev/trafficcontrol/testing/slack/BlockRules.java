package dev.trafficcontrol.testing.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What Slack takes as blocks. Source: <https://docs.slack.dev/reference/block-kit/>.
final class BlockRules {

  private final List<String> faults = new ArrayList<>();
  private final Set<String> actionIds = new HashSet<>();

  private BlockRules() {}

  static List<String> faults(JsonNode blocks) {
    BlockRules rules = new BlockRules();
    rules.require(blocks.isArray() && blocks.size() >= 1 && blocks.size() <= 50, "1 to 50 blocks");
    blocks.values().forEach(rules::block);
    return rules.faults;
  }

  private void require(boolean is, String what) {
    if (!is) {
      faults.add(what);
    }
  }

  private void block(JsonNode block) {
    switch (text(block, "type")) {
      case "header" -> text(block.path("text"), "plain_text", 150);
      case "section" -> text(block.path("text"), "mrkdwn", 3_000);
      case "context" -> {
        require(block.path("elements").size() <= 10, "context: up to 10 elements");
        block.path("elements").values().forEach(each -> text(each, "mrkdwn", 3_000));
      }
      case "actions" -> {
        int count = block.path("elements").size();
        require(count >= 1 && count <= 25, "actions: 1 to 25 elements");
        block.path("elements").values().forEach(this::button);
      }
      default -> faults.add("a block of type '" + text(block, "type") + "'");
    }
  }

  private void button(JsonNode button) {
    require(text(button, "type").equals("button"), "a button");
    text(button.path("text"), "plain_text", 75);
    String id = text(button, "action_id");
    require(!id.isEmpty() && id.length() <= 255, "action_id: up to 255 characters");
    require(actionIds.add(id), "action_id: one of its kind");
    require(text(button, "value").length() <= 2_000, "value: up to 2,000 characters");
    require(
        Set.of("", "primary", "danger").contains(text(button, "style")), "style: primary, danger");
    JsonNode confirm = button.path("confirm");
    if (!confirm.isMissingNode()) {
      text(confirm.path("title"), "plain_text", 100);
      text(confirm.path("text"), "plain_text", 300);
      text(confirm.path("confirm"), "plain_text", 30);
      text(confirm.path("deny"), "plain_text", 30);
    }
  }

  private void text(JsonNode text, String type, int most) {
    String words = text(text, "text");
    require(text(text, "type").equals(type), "text of type " + type);
    require(!words.isEmpty() && words.length() <= most, "text of 1 to " + most + " characters");
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).stringValue("");
  }
}
