package dev.trafficcontrol.task;

/// What a clean-up takes: by where tasks come from, never by what they are called. What a person
/// typed it never takes.
public enum CleanExtent {
  /// What tests, the demo and the sample tasks added.
  TEST_DATA,
  /// And everything else that nobody typed and nobody approved.
  TEST_DATA_AND_QUARANTINE;

  public boolean takes(Task task) {
    return switch (task.provenance().origin()) {
      case PERSON -> false;
      case TEST, DEMO -> true;
      case IMPORT, SOURCE ->
          this == TEST_DATA_AND_QUARANTINE && task.state() == TaskState.QUARANTINED;
    };
  }
}
