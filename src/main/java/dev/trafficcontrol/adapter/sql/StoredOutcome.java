package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.queue.TaskOutcome;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A task's outcome in columns.
///
/// @param resumeAt when it may go on, where it may
record StoredOutcome(String label, String why, @Nullable Instant resumeAt) {

  /// Before it had got anything done.
  private static final String REFUSED = "blocked by budget";

  private static final String RAN_OUT = "ran out of budget";

  static StoredOutcome of(TaskOutcome outcome) {
    return switch (outcome) {
      case TaskOutcome.ReadyForReview(var why) -> new StoredOutcome("review", why, null);
      case TaskOutcome.Retry(var at, var why) -> new StoredOutcome("retry", why, at);
      case TaskOutcome.BlockedByBudget(var until, var why, var isPause) ->
          new StoredOutcome(isPause ? RAN_OUT : REFUSED, why, until);
      case TaskOutcome.Interrupted(var why) -> new StoredOutcome("interrupted", why, null);
      case TaskOutcome.Failed(var why) -> new StoredOutcome("failed", why, null);
      case TaskOutcome.Cancelled(var why) -> new StoredOutcome("cancelled", why, null);
    };
  }

  TaskOutcome outcome() {
    return switch (label) {
      case "review" -> new TaskOutcome.ReadyForReview(why);
      case "retry" -> new TaskOutcome.Retry(Objects.requireNonNull(resumeAt), why);
      case REFUSED, RAN_OUT ->
          new TaskOutcome.BlockedByBudget(
              Objects.requireNonNull(resumeAt), why, label.equals(RAN_OUT));
      case "interrupted" -> new TaskOutcome.Interrupted(why);
      case "failed" -> new TaskOutcome.Failed(why);
      case "cancelled" -> new TaskOutcome.Cancelled(why);
      default -> throw new StoreUnavailable("a run has the unknown result '" + label + "'");
    };
  }
}
