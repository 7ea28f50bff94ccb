package dev.trafficcontrol.queue;

import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.TaskProgress;
import dev.trafficcontrol.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a task goes when an attempt of it has ended.
///
/// @param readyAt not before then, or null
public record AfterAttempt(
    TaskState state, Setbacks setbacks, String reason, @Nullable Instant readyAt) {

  /// A task that was cancelled meanwhile stays so, and one can't go where the table of states has
  /// no way.
  public static AfterAttempt of(TaskProgress before, int maxAttempts, TaskOutcome outcome) {
    AfterAttempt wanted = wanted(before.setbacks(), maxAttempts, outcome);
    if (before.state().isOver()) {
      return kept(before, outcome);
    }
    return before.state().mayBecome(wanted.state)
        ? wanted
        : failed(
            before.setbacks(),
            "the attempt ended as "
                + wanted.state.label()
                + " while it was "
                + before.state().label()
                + ": "
                + outcome.why());
  }

  private static AfterAttempt wanted(Setbacks before, int maxAttempts, TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.ReadyForReview(String why) -> ended(TaskState.REVIEW, before, why);
      case TaskOutcome.Failed(String why) -> failed(before, why);
      case TaskOutcome.Cancelled(String why) -> ended(TaskState.CANCELLED, before, why);
      case TaskOutcome.Retry(Instant at, String why) ->
          retry(before.failed(), maxAttempts, at, why);
      case TaskOutcome.BlockedByBudget(Instant until, String why, boolean isPause) ->
          blocked(isPause ? before.ranOutOfMoney() : before.refusedMoney(), until, why);
      case TaskOutcome.Interrupted(String why) -> interrupted(before.interrupted(), why);
    };
  }

  private static AfterAttempt retry(Setbacks after, int maxAttempts, Instant at, String why) {
    return after.failures() >= maxAttempts
        ? new AfterAttempt(
            TaskState.FAILED,
            after,
            "%s (attempt %d of %d)".formatted(why, after.failures(), maxAttempts),
            null)
        : new AfterAttempt(TaskState.QUEUED, after, why, at);
  }

  private static AfterAttempt blocked(Setbacks after, Instant until, String why) {
    return after.budgetStops() > WorkQueue.MOST_BUDGET_STOPS
        ? forAPerson(after, why, "refused money " + after.budgetStops() + " times in a row")
        : new AfterAttempt(TaskState.QUEUED, after, why, until);
  }

  private static AfterAttempt interrupted(Setbacks after, String why) {
    return after.interruptions() >= WorkQueue.MOST_INTERRUPTIONS
        ? forAPerson(
            after,
            why,
            "interrupted "
                + after.interruptions()
                + " times in a row: it may be what ends the daemon")
        : new AfterAttempt(TaskState.QUEUED, after, why, null);
  }

  private static AfterAttempt forAPerson(Setbacks after, String why, String tooOften) {
    return new AfterAttempt(
        TaskState.BLOCKED,
        after,
        "%s (%s; 'task retry' queues it again)".formatted(why, tooOften),
        null);
  }

  private static AfterAttempt failed(Setbacks before, String why) {
    return new AfterAttempt(TaskState.FAILED, before.failed(), why, null);
  }

  private static AfterAttempt ended(TaskState state, Setbacks before, String why) {
    return new AfterAttempt(state, before.ended(), why, null);
  }

  private static AfterAttempt kept(TaskProgress before, TaskOutcome outcome) {
    String reason = before.reason() == null ? outcome.why() : before.reason();
    return new AfterAttempt(before.state(), before.setbacks(), reason, null);
  }
}
