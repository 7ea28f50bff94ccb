package dev.trafficcontrol.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WallPlanTest {

  private static final WallPlan PLAN =
      new WallPlan(
          List.of("/home/ann"),
          List.of("/opt/tool"),
          List.of("/src/site", "/src/shop", "/srv/bare"));

  @Test
  void a_run_sees_no_other_projects_checkout_and_of_its_own_only_what_git_needs() {
    Walls walls = PLAN.around(place(Optional.of("/src/site"), "/src/site/.git"));

    assertThat(walls.hidden())
        .containsExactlyInAnyOrder("/home/ann", "/src/shop", "/srv/bare", "/src/site");
    assertThat(walls.readable()).contains("/src/site/.git").doesNotContain("/src/shop");
  }

  @Test
  void a_bare_repository_is_seen_by_its_own_runs_only() {
    assertThat(PLAN.around(place(Optional.of("/srv/bare"), "/srv/bare")).hidden())
        .containsExactlyInAnyOrder("/home/ann", "/src/site", "/src/shop");
  }

  @Test
  void a_run_without_a_repository_sees_none() {
    assertThat(PLAN.around(place(Optional.empty(), "")).hidden())
        .contains("/src/site", "/src/shop", "/srv/bare");
  }

  private static Workplace place(Optional<String> repository, String gitFolder) {
    return new Workplace(
        "R1",
        "/home/ann/.trafficcontrol/runs/R1",
        "/home/ann/.trafficcontrol/worktrees/R1",
        repository.map(path -> new RunBranch(path, gitFolder, "trafficcontrol/R1", "b0")));
  }
}
