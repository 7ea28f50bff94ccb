package dev.trafficcontrol.queue;

import java.time.Instant;

/// What an attempt came to. Only verified results are [ReadyForReview].
public sealed interface TaskOutcome {

  /// For people, and kept with the task.
  String why();

  /// Its work is on its branch, and verified where the project has a command for that.
  record ReadyForReview(String why) implements TaskOutcome {}

  /// Failed in a way that may pass. Failed for good where the task's attempts are used up.
  record Retry(Instant at, String why) implements TaskOutcome {}

  /// Refused money: back to the queue when a window frees, and blocked after too many times in a
  /// row that got nothing done.
  ///
  /// @param isPause whether it got something done before, and can go on when a window frees
  record BlockedByBudget(Instant until, String why, boolean isPause) implements TaskOutcome {}

  /// Broken off by something that is no fault of the task: back to the queue at once, and blocked
  /// after too many times in a row.
  record Interrupted(String why) implements TaskOutcome {}

  record Failed(String why) implements TaskOutcome {}

  record Cancelled(String why) implements TaskOutcome {}
}
