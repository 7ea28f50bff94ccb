package dev.trafficcontrol.review;

import dev.trafficcontrol.run.RunBranch;
import java.util.List;

/// What merging a run's branch into the branch of its project comes to. No branch has moved yet.
public sealed interface Merge {

  /// The branch that is to take the work in, without `refs/heads/`.
  String target();

  /// @param onto where the target stood
  /// @param commit the merge, which nothing points at yet
  record Clean(RunBranch branch, String target, String onto, String commit) implements Merge {}

  /// Everything of the run's branch is on the target.
  record AlreadyThere(String target) implements Merge {}

  /// @param files that both sides changed
  record Conflicting(String target, List<String> files) implements Merge {
    public Conflicting {
      files = List.copyOf(files);
    }
  }
}
