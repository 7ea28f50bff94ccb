package dev.trafficcontrol.run;

import dev.trafficcontrol.project.Workspace;
import java.util.Optional;

/// Where runs work: a folder of their own, and, where the project has a repository, a worktree of
/// it on a branch of their own. The user's checkout and branches are never touched.
public interface Workplaces {

  /// What stands in the way of working there, in words for a person, with the fix; empty where
  /// nothing does.
  Optional<String> problem(Workspace workspace);

  /// The branch that is checked out in the owner's repository; empty where none is.
  Optional<String> currentBranch(Workspace workspace);

  /// Makes the place of a run, from nothing. Throws [WorkplaceFailed].
  Workplace prepare(WorkplaceOrder order);

  /// Commits whatever is in the worktree on its branch. Does nothing the second time. Nothing may
  /// run there any more. Throws [WorkplaceFailed]; the worktree is then as it was.
  Collected collect(Workplace place, String message);

  /// Removes the worktree if all that was collected is on its branch, and leaves it otherwise.
  /// Branch and logs stay.
  void clear(Workplace place, Collected collected);

  /// Removes what [#prepare] left behind, whole or in part. Only where nothing ever ran there.
  void discard(WorkplaceOrder order);
}
