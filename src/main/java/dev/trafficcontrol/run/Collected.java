package dev.trafficcontrol.run;

import java.util.List;
import java.util.Optional;

/// What a run left.
///
/// @param commit the tip of its branch, or empty where there is no repository
/// @param changedFiles how many files differ from the base; without a repository, how many there
///   are
/// @param leftOut what could not be committed: repositories that were put inside the worktree
public record Collected(Optional<String> commit, int changedFiles, List<String> leftOut) {

  public Collected {
    leftOut = List.copyOf(leftOut);
  }
}
