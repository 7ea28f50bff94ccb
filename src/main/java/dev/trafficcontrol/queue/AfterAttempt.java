package dev.trafficcontrol.queue;

import dev.trafficcontrol.task.TaskProgress;
import dev.trafficcontrol.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a task goes when an attempt of it has ended.
///
/// @param readyAt not before then, or null
public record AfterAttempt(
    TaskState state, int failures, int budgetStops, String reason, @Nullable Instant readyAt) {

  /// A task that was cancelled meanwhile stays so, and one can't go where the table of states has
  /// no way.
  public static AfterAttempt of(TaskProgress before, int maxAttempts, TaskOutcome outcome) {
    AfterAttempt wanted = wanted(before, maxAttempts, outcome);
    if (before.state().isOver()) {
      return kept(before, outcome);
    }
    return before.state().mayBecome(wanted.state)
        ? wanted
        : failed(
            before,
            "the attempt ended as "
                + wanted.state.label()
                + " while it was "
                + before.state().label()
                + ": "
                + outcome.why());
  }

  private static AfterAttempt wanted(TaskProgress before, int maxAttempts, TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.ReadyForReview(String why) -> to(TaskState.REVIEW, before, why);
      case TaskOutcome.Failed(String why) -> failed(before, why);
      case TaskOutcome.Cancelled(String why) -> to(TaskState.CANCELLED, before, why);
      case TaskOutcome.Retry(Instant at, String why) ->
          before.failures() + 1 >= maxAttempts
              ? failed(
                  before,
                  "%s (attempt %d of %d)".formatted(why, before.failures() + 1, maxAttempts))
              : new AfterAttempt(
                  TaskState.QUEUED, before.failures() + 1, before.budgetStops(), why, at);
      case TaskOutcome.BlockedByBudget(Instant until, String why) -> blocked(before, until, why);
    };
  }

  private static AfterAttempt blocked(TaskProgress before, Instant until, String why) {
    int stops = before.budgetStops() + 1;
    return stops > WorkQueue.MOST_BUDGET_STOPS
        ? new AfterAttempt(
            TaskState.BLOCKED,
            before.failures(),
            stops,
            why + " (refused money " + stops + " times; 'task retry' queues it again)",
            null)
        : new AfterAttempt(TaskState.QUEUED, before.failures(), stops, why, until);
  }

  private static AfterAttempt failed(TaskProgress before, String why) {
    return new AfterAttempt(
        TaskState.FAILED, before.failures() + 1, before.budgetStops(), why, null);
  }

  private static AfterAttempt to(TaskState state, TaskProgress before, String why) {
    return new AfterAttempt(state, before.failures(), before.budgetStops(), why, null);
  }

  private static AfterAttempt kept(TaskProgress before, TaskOutcome outcome) {
    String reason = before.reason() == null ? outcome.why() : before.reason();
    return to(before.state(), before, reason);
  }
}
