package dev.trafficcontrol.alert;

import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Alerts in words, the same for every target.
public final class AlertWords {

  /// Of a message, in full; the others are counted.
  public static final int IN_FULL = 5;

  /// One thing that an alert says.
  public record Line(String label, String text) {}

  private AlertWords() {}

  /// One line that says whose news it is, and how bad.
  public static String subject(Message message) {
    Alert worst = message.worst(1).getFirst();
    return message.isGroup()
        ? "%s: %d alerts, the worst: %s"
            .formatted(message.environment(), message.alerts().size(), title(worst))
        : "%s: %s".formatted(message.environment(), title(worst));
  }

  /// Such as `CRITICAL breaker-open`.
  public static String title(Alert alert) {
    return alert.severity() + " " + alert.kind();
  }

  /// Such as `3 breaker-open, 9 budget-threshold`.
  public static String kinds(Message message) {
    return message.kinds().entrySet().stream()
        .map(kind -> kind.getValue() + " " + kind.getKey())
        .collect(Collectors.joining(", "));
  }

  /// What is known beside the alert's message.
  public static List<Line> lines(AlertFacts facts) {
    List<Line> lines = new ArrayList<>();
    Standing standing = facts.standing();
    if (standing != null) {
      Money limit = standing.limit();
      lines.add(new Line("Budget", standing.scope()));
      lines.add(new Line("Spent", standing.spent().toString()));
      lines.add(new Line("Held", standing.held().toString()));
      lines.add(new Line("Limit", limit == null ? "unlimited" : limit.toString()));
    }
    if (facts.perMinute() != null) {
      lines.add(new Line("Rate", facts.perMinute() + " a minute, all agents together"));
    }
    facts
        .timeLeft()
        .ifPresent(left -> lines.add(new Line("Time left", "at this rate " + in(left))));
    add(lines, "Already done", facts.done());
    add(lines, "Asked of you", facts.ask());
    add(lines, "If nobody answers", facts.otherwise());
    add(lines, "You can", String.join("\n", facts.commands()));
    return lines;
  }

  private static void add(List<Line> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(new Line(label, text));
    }
  }

  /// Empty where nothing was spent.
  public static String spenders(Message message) {
    return message.spenders().stream()
        .map(one -> one.name() + " " + one.cost())
        .collect(Collectors.joining(", "));
  }

  /// The whole message as plain text.
  public static String text(Message message) {
    StringBuilder text = new StringBuilder();
    if (message.isGroup()) {
      text.append(message.alerts().size())
          .append(" alerts were waiting: ")
          .append(kinds(message))
          .append(".\n\n");
    }
    for (Alert alert : message.worst(IN_FULL)) {
      text.append(title(alert))
          .append(", ")
          .append(alert.at().truncatedTo(ChronoUnit.SECONDS))
          .append('\n');
      text.append(alert.message()).append('\n');
      lines(alert.facts()).forEach(line -> append(text, line));
      text.append('\n');
    }
    if (message.alerts().size() > IN_FULL) {
      text.append("All of them: trafficctl alerts list\n\n");
    }
    if (!message.spenders().isEmpty()) {
      text.append("Spent most in the hour before: ").append(spenders(message)).append("\n\n");
    }
    return text.append("Environment ")
        .append(message.environment())
        .append(", message ")
        .append(message.id())
        .append('\n')
        .toString();
  }

  private static void append(StringBuilder text, Line line) {
    boolean isLong = line.text().contains("\n");
    text.append("  ").append(line.label()).append(isLong ? ":\n    " : ": ");
    text.append(line.text().replace("\n", "\n    ")).append('\n');
  }

  private static String in(Duration left) {
    long seconds = left.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /// As it is written in files and documents: `critical`.
  public static String label(Alert.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
