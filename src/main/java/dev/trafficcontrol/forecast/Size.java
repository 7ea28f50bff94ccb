package dev.trafficcontrol.forecast;

import dev.trafficcontrol.task.TaskText;
import java.util.Locale;

/// How long a task's text is: the little that is known of how much work it is, before it is done.
/// Title and description count together, in characters.
public enum Size {
  SMALL(300),
  MEDIUM(1_500),
  LARGE(Integer.MAX_VALUE);

  private final int most;

  Size(int most) {
    this.most = most;
  }

  public static Size of(TaskText text) {
    return of(text.title().length() + text.description().length());
  }

  public static Size of(int characters) {
    for (Size size : values()) {
      if (characters <= size.most) {
        return size;
      }
    }
    return LARGE;
  }

  /// Throws [IllegalArgumentException] where there is no such size.
  public static Size parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /// As tables, commands and people write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
