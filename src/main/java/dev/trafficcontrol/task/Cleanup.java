package dev.trafficcontrol.task;

/// Takes test data out of the queue. What was spent on it stays in the book, its runs and branches
/// stay where they are, and no id is given again.
public interface Cleanup {

  CleanPlan look(CleanExtent extent);

  /// Removes, in one transaction, exactly what had that mark, or nothing.
  ///
  /// @param mark of the [CleanPlan] that somebody said yes to
  Reply clean(CleanExtent extent, String mark);

  sealed interface Reply {
    /// @param after counted again in the same transaction
    record Cleaned(CleanPlan plan, TaskCounts after) implements Reply {}

    /// What would be removed is not what was shown any more.
    record Changed(CleanPlan now) implements Reply {}

    /// What was left was not what was promised; everything was taken back.
    record Broken(CleanPlan plan, TaskCounts found) implements Reply {}
  }
}
