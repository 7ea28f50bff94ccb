package dev.trafficcontrol.run;

import java.util.ArrayList;
import java.util.List;

/// What is walled off from every run of this installation.
///
/// @param hidden the owner's home, the product's own, and whatever else the owner names
/// @param readable what is shown in spite of that, such as the folder of a build tool
/// @param repositories of all projects: a run sees none but its own, and that without its checkout
public record WallPlan(List<String> hidden, List<String> readable, List<String> repositories) {

  public WallPlan {
    hidden = List.copyOf(hidden);
    repositories = List.copyOf(repositories);
    readable = List.copyOf(readable);
  }

  /// Around one run: it may write its worktree and its HOME, and read the repository. The checkout
  /// of the owner is out of sight, for there may be secrets in it that git does not know. So is
  /// what tells git where the worktree belongs out of reach.
  Walls around(Workplace place) {
    List<String> hide = new ArrayList<>(hidden);
    String own = place.branch().map(RunBranch::repository).orElse("");
    repositories.stream().filter(repository -> !repository.equals(own)).forEach(hide::add);
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
