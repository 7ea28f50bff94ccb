package dev.trafficcontrol.agent.tool;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments that the model gave, by name: texts, numbers, and what else JSON knows, which no
/// tool takes.
public record ToolInput(Map<String, Object> values) {

  private static final int LONGEST_SUMMARY = 200;

  public ToolInput {
    values = Map.copyOf(values);
  }

  /// One line for the run's log: what it is about, not all that it holds.
  public String summary() {
    Object about = values.getOrDefault("path", values.getOrDefault("command", ""));
    String line = about.toString().lines().findFirst().orElse("");
    return line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY) + "...";
  }

  /// A text that has to be there.
  ///
  /// @throws UnusableInput if it is not, or is no text
  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw new UnusableInput("'" + name + "' is needed, and is a text");
  }

  String text(String name, String otherwise) {
    return values.containsKey(name) ? text(name) : otherwise;
  }

  /// A whole number within bounds.
  ///
  /// @throws UnusableInput if it is something else
  int number(String name, int otherwise, int least, int most) {
    @Nullable Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= least
        && number.longValue() <= most) {
      return number.intValue();
    }
    throw new UnusableInput(
        "'%s' is a whole number from %d to %d, not %s".formatted(name, least, most, value));
  }
}
