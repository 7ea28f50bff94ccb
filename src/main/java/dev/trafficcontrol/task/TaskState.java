package dev.trafficcontrol.task;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where a task stands, and what it may become from there.
///
/// ```
/// quarantined → queued → assigned → running → verifying → review → complete
///                  ↑          └─────────┴──────────┴──→ queued (again), blocked, failed
///                  └── blocked, failed, review: when a person says so
/// ```
///
/// Whatever is not over can be cancelled; what is complete or cancelled stays so.
public enum TaskState {
  /// Nobody has approved it: it can't run.
  QUARANTINED,
  QUEUED,
  /// A run is intended for it, and has its slot and token.
  ASSIGNED,
  RUNNING,
  VERIFYING,
  /// A person looks at what the run made.
  REVIEW,
  COMPLETE,
  /// Waits for a person, such as after it was refused money too often.
  BLOCKED,
  FAILED,
  CANCELLED;

  /// As tables, commands and people write it.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Throws [IllegalArgumentException] where there is no such state.
  public static TaskState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  public boolean mayBecome(TaskState next) {
    return successors().contains(next);
  }

  /// Whether a run has it: nothing else may start on it, and its text stays as it is.
  public boolean isLive() {
    return this == ASSIGNED || this == RUNNING || this == VERIFYING;
  }

  /// Whether it stays as it is for ever.
  public boolean isOver() {
    return successors().isEmpty();
  }

  private Set<TaskState> successors() {
    return switch (this) {
      case QUARANTINED -> EnumSet.of(QUEUED, QUARANTINED, CANCELLED);
      case QUEUED -> EnumSet.of(ASSIGNED, QUARANTINED, CANCELLED);
      case ASSIGNED -> EnumSet.of(RUNNING, QUEUED, BLOCKED, FAILED, CANCELLED);
      case RUNNING -> EnumSet.of(VERIFYING, REVIEW, QUEUED, BLOCKED, FAILED, CANCELLED);
      case VERIFYING -> EnumSet.of(REVIEW, QUEUED, BLOCKED, FAILED, CANCELLED);
      case REVIEW -> EnumSet.of(COMPLETE, QUEUED, CANCELLED);
      case BLOCKED, FAILED -> EnumSet.of(QUEUED, QUARANTINED, CANCELLED);
      case COMPLETE, CANCELLED -> EnumSet.noneOf(TaskState.class);
    };
  }
}
