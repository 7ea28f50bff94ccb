package dev.trafficcontrol.task;

import java.util.Locale;

/// Where a task comes from. It never changes: cleaning and refusing test data go by it, not by
/// titles.
public enum Origin {
  /// A person typed it.
  PERSON,
  /// A file.
  IMPORT,
  /// Another system, such as an issue tracker.
  SOURCE,
  TEST,
  /// The demo and the sample tasks.
  DEMO;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Origin of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /// Only what a person typed needs no approval.
  public TaskState firstState() {
    return this == PERSON ? TaskState.QUEUED : TaskState.QUARANTINED;
  }
}
