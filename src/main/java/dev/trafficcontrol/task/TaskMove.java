package dev.trafficcontrol.task;

/// What a person can say about a task.
public enum TaskMove {
  APPROVE(TaskState.QUEUED),
  CANCEL(TaskState.CANCELLED),
  /// Queues what failed or is blocked, with its counts of failures at zero.
  RETRY(TaskState.QUEUED),
  /// The run's work is good: what depends on the task may start.
  ACCEPT(TaskState.COMPLETE),
  /// The run's work is not: it stays on its branch, and the task is queued again.
  REJECT(TaskState.QUEUED);

  private final TaskState to;

  TaskMove(TaskState to) {
    this.to = to;
  }

  public TaskState to() {
    return to;
  }

  public boolean isFor(TaskState from) {
    return switch (this) {
      case APPROVE -> from == TaskState.QUARANTINED;
      case RETRY -> from == TaskState.FAILED || from == TaskState.BLOCKED;
      case ACCEPT, REJECT -> from == TaskState.REVIEW;
      case CANCEL -> from.mayBecome(TaskState.CANCELLED);
    };
  }
}
