package dev.trafficcontrol.task;

/// What is wanted, in a person's words. Data, wherever it goes: never a part of a command line.
///
/// @param title one line
/// @param description any number of lines; empty where the title says it all
public record TaskText(String title, String description) {

  public static final int LONGEST_TITLE = 200;
  public static final int LONGEST_DESCRIPTION = 20_000;

  /// Refuses with an [IllegalArgumentException] whose message can be shown to a person.
  public TaskText {
    title = title.strip();
    description = description.strip();
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a task needs a title");
    }
    if (title.length() > LONGEST_TITLE) {
      throw new IllegalArgumentException(
          "the title has %d characters, more than %d".formatted(title.length(), LONGEST_TITLE));
    }
    if (description.length() > LONGEST_DESCRIPTION) {
      throw new IllegalArgumentException(
          "the description has %d characters, more than %d"
              .formatted(description.length(), LONGEST_DESCRIPTION));
    }
    if (title.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the title has a control character or a line break");
    }
    if (description
        .chars()
        .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
      throw new IllegalArgumentException("the description has a control character");
    }
  }
}
