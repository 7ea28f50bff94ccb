package dev.trafficcontrol.adapter.webhook;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.alert.AlertWords;
import dev.trafficcontrol.alert.Message;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A message as Slack's Block Kit shows it, with plain text for notifications.
///
/// Slack reads `&`, `<` and `>` as its own markup: whatever an alert says is shown as it is, and
/// can neither link nor call anybody. Source of the limits:
/// <https://docs.slack.dev/reference/block-kit/blocks/>, read 2026-11-26: 50 blocks, 150 characters
/// of a header, 3,000 of a text.
public final class SlackBlocks {

  static final int TEXT = 3_000;
  static final int HEADER = 150;

  private static final String ELLIPSIS = "…";
  private static final JsonMapper JSON = new JsonMapper();

  private SlackBlocks() {}

  /// A JSON object of `text` and `blocks`, of which at most 14 are used.
  public static String of(Message message) {
    ObjectNode json = JSON.createObjectNode();
    json.put("text", escaped(AlertWords.subject(message), TEXT));
    ArrayNode blocks = json.putArray("blocks");
    blocks
        .addObject()
        .put("type", "header")
        .putObject("text")
        .put("type", "plain_text")
        .put("text", cut(sign(message.severity()) + " " + AlertWords.subject(message), HEADER));
    if (message.isGroup()) {
      section(blocks, escaped("Waiting: " + AlertWords.kinds(message), TEXT));
    }
    for (Alert alert : message.worst(AlertWords.IN_FULL)) {
      section(blocks, escaped(AlertWords.title(alert) + "\n" + alert.message(), TEXT));
      List<AlertWords.Line> lines = AlertWords.lines(alert.facts());
      if (!lines.isEmpty()) {
        section(blocks, escaped(text(lines), TEXT));
      }
    }
    if (!message.spenders().isEmpty()) {
      section(
          blocks, escaped("Spent most in the hour before: " + AlertWords.spenders(message), TEXT));
    }
    blocks
        .addObject()
        .put("type", "context")
        .putArray("elements")
        .addObject()
        .put("type", "mrkdwn")
        .put("text", escaped(message.environment() + ", message " + message.id(), TEXT));
    return json.toString();
  }

  private static String text(List<AlertWords.Line> lines) {
    return lines.stream()
        .map(line -> line.label() + ": " + line.text().replace("\n", "\n    "))
        .collect(Collectors.joining("\n"));
  }

  private static void section(ArrayNode blocks, String text) {
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", text);
  }

  private static String sign(Severity severity) {
    return switch (severity) {
      case INFO -> "ℹ️";
      case WARNING -> "⚠️";
      case CRITICAL -> "🔴";
    };
  }

  /// At most so many characters once it is escaped; never cut within a character or an escape.
  public static String escaped(String text, int most) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      String next =
          switch (point) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            default -> Character.toString(point);
          };
      if (escaped.length() + next.length() + ELLIPSIS.length() > most) {
        return escaped.append(ELLIPSIS).toString();
      }
      escaped.append(next);
      at += Character.charCount(point);
    }
    return escaped.toString();
  }

  /// At most so many characters; never cut within one.
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - ELLIPSIS.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + ELLIPSIS;
  }
}
