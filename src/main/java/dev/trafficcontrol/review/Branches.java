package dev.trafficcontrol.review;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.Workplace;

/// Runs' branches and the owner's, in the owner's repository. All throw
/// [dev.trafficcontrol.run.WorkplaceFailed] where the repository can't be worked with.
public interface Branches {

  Changes changes(RunBranch branch);

  /// Merges in git's object store, apart from every branch and checkout.
  Merge merge(RunBranch branch, Workspace workspace, String message);

  /// Checks the merge out in a folder of its own, in which it can be verified. What an earlier call
  /// of the same name left is replaced.
  ///
  /// @param name of the folder
  Workplace checkOut(Merge.Clean merge, String name);

  /// Removes what [#checkOut] made but for its logs.
  void remove(Workplace place);

  /// Moves the target if it still stands where the merge was made. Where it is checked out, the
  /// checkout goes along, unless that would overwrite something.
  Landing land(Merge.Clean merge);
}
