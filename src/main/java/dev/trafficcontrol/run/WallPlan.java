package dev.trafficcontrol.run;

import java.util.ArrayList;
import java.util.List;

/// What is walled off from every run of this installation.
///
/// @param hidden the owner's home, the product's own, and whatever else the owner names
/// @param readable what is shown in spite of that, such as the folder of a build tool
public record WallPlan(List<String> hidden, List<String> readable) {

  public WallPlan {
    hidden = List.copyOf(hidden);
    readable = List.copyOf(readable);
  }

  /// Around one run: it may write its worktree and its HOME, and read the repository. The checkout
  /// of the owner is out of sight, for there may be secrets in it that git does not know. So is
  /// what tells git where the worktree belongs out of reach.
  Walls around(Workplace place) {
    List<String> hide = new ArrayList<>(hidden);
    List<String> show = new ArrayList<>(readable);
    place
        .branch()
        .ifPresent(branch -> {
          // A bare repository has no checkout.
          if (!branch.repository().equals(branch.gitFolder())) {
            hide.add(branch.repository());
          }
          show.add(branch.gitFolder());
          show.add(place.directory() + "/.git");
        });
    return new Walls(place.directory(), List.of(place.directory(), place.home()), show, hide);
  }
}
