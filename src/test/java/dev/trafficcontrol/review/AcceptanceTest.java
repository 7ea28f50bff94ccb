package dev.trafficcontrol.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.git.GitBranches;
import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.process.ChildProcesses;
import dev.trafficcontrol.adapter.sandbox.NoSandbox;
import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.review.Acceptance.Outcome;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.SandboxedVerifier;
import dev.trafficcontrol.run.WallPlan;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.run.WorkplaceFailed;
import dev.trafficcontrol.run.WorkplaceOrder;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run's work is taken into the owner's branch, with real git and a real verification command.
class AcceptanceTest {

  @TempDir Path temp;
  private OwnersRepository owner;
  private ChildProcesses processes;

  @BeforeEach
  void prepare() throws IOException {
    owner = OwnersRepository.withOneCommit(temp.resolve("repo"));
    processes = new ChildProcesses(InstantSource.system());
  }

  @AfterEach
  void close() {
    processes.close();
  }

  private Workspace workspace(@Nullable String verify) {
    return new Workspace(owner.checkout.toString(), "main", verify);
  }

  /// The branch of a run that wrote one file.
  private RunBranch branchOf(String run, String file, String text) throws IOException {
    GitWorkplaces places = new GitWorkplaces(home());
    Workplace place = places.prepare(new WorkplaceOrder(run, run, 1, workspace(null)));
    Files.writeString(Path.of(place.directory()).resolve(file), text);
    Collected collected = places.collect(place, "work of " + run);
    places.clear(place, collected);
    return place.branch().orElseThrow();
  }

  private Path home() {
    return temp.resolve("home");
  }

  private Outcome accept(RunBranch branch, @Nullable String verify) {
    return accept(new GitBranches(home()), branch, verify);
  }

  private Outcome accept(Branches branches, RunBranch branch, @Nullable String verify) {
    SandboxedVerifier verifier =
        new SandboxedVerifier(
            new NoSandbox(),
            processes,
            () -> new WallPlan(List.of(), List.of(), List.of()),
            Map.of("PATH", System.getenv("PATH")),
            1 << 20);
    return new Acceptance(branches, verifier, Duration.ofMinutes(1))
        .accept("R1", branch, workspace(verify), "Say more\n\nTask T1, run R1");
  }

  @Test
  void accepted_work_is_merged_into_the_branch_and_into_its_checkout() throws IOException {
    RunBranch branch = branchOf("R1", "README.md", "hello, and more\n");
    owner.write("notes.txt", "the owner is in the middle of something else\n");

    assertThat(accept(branch, "grep more README.md")).isEqualTo(new Outcome.Accepted("main"));

    assertThat(owner.git("show", "main:README.md")).isEqualTo("hello, and more");
    assertThat(owner.git("log", "-1", "--format=%an: %s", "main"))
        .isEqualTo("Olive Owner: Say more");
    assertThat(owner.git("log", "-1", "--format=%P", "main").split(" ")).hasSize(2);
    assertThat(Files.readString(owner.checkout.resolve("README.md"))).contains("more");
    assertThat(owner.git("status", "--porcelain")).isEqualTo("?? notes.txt");
  }

  @Test
  void a_branch_that_nobody_has_checked_out_moves_alone() throws IOException {
    RunBranch branch = branchOf("R1", "new.txt", "new\n");
    owner.git("switch", "--quiet", "-c", "elsewhere");

    assertThat(accept(branch, null)).isEqualTo(new Outcome.Accepted("main"));

    assertThat(owner.git("show", "main:new.txt")).isEqualTo("new");
    assertThat(owner.checkout.resolve("new.txt")).doesNotExist();
  }

  @Test
  void a_conflict_is_reported_by_its_files_and_nothing_moves() throws IOException {
    RunBranch branch = branchOf("R1", "README.md", "the agent's\n");
    owner.write("README.md", "the owner's\n");
    owner.git("commit", "--quiet", "-am", "Meanwhile");
    String before = owner.state();

    assertThat(accept(branch, "true"))
        .isEqualTo(new Outcome.Conflicting("main", List.of("README.md")));

    assertThat(owner.state()).isEqualTo(before);
  }

  @Test
  void what_passed_alone_and_fails_once_merged_is_not_taken_in() throws IOException {
    RunBranch branch = branchOf("R1", "a.txt", "a\n");
    owner.write("b.txt", "b\n");
    owner.git("add", "b.txt");
    owner.git("commit", "--quiet", "-m", "Meanwhile");
    String before = owner.state();

    Outcome outcome = accept(branch, "test ! -e b.txt || { echo both are there; exit 3; }");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NotVerified.class,
            not -> {
              assertThat(not.why()).isEqualTo("it ended with 3");
              assertThat(not.lastLines()).containsExactly("both are there");
              assertThat(Path.of(not.log())).hasContent("both are there");
            });
    assertThat(owner.state()).isEqualTo(before);
    assertThat(owner.git("worktree", "list").lines()).hasSize(1);
  }

  @Test
  void uncommitted_changes_in_the_way_are_never_overwritten() throws IOException {
    RunBranch branch = branchOf("R1", "README.md", "the agent's\n");
    owner.write("README.md", "not committed yet\n");
    String before = owner.state();

    assertThat(accept(branch, null)).isInstanceOf(Outcome.NotLanded.class);

    assertThat(owner.state()).isEqualTo(before);
    assertThat(owner.checkout.resolve("README.md")).hasContent("not committed yet\n");
  }

  @Test
  void a_target_that_moved_during_the_verification_is_not_moved_again() throws IOException {
    RunBranch branch = branchOf("R1", "a.txt", "a\n");
    String meanwhile =
        "git -C '%s' commit --quiet --allow-empty -m meanwhile".formatted(owner.checkout);

    assertThat(accept(branch, meanwhile))
        .isInstanceOfSatisfying(
            Outcome.NotLanded.class, not -> assertThat(not.why()).contains("moved"));

    assertThat(owner.git("log", "-1", "--format=%s", "main")).isEqualTo("meanwhile");
    assertThat(accept(branch, null)).isEqualTo(new Outcome.Accepted("main"));
    assertThat(owner.git("show", "main:a.txt")).isEqualTo("a");
  }

  @Test
  void accepting_twice_merges_once() throws IOException {
    RunBranch branch = branchOf("R1", "a.txt", "a\n");
    accept(branch, null);
    String merged = owner.git("rev-parse", "main");

    assertThat(accept(branch, "false")).isEqualTo(new Outcome.Accepted("main"));

    assertThat(owner.git("rev-parse", "main")).isEqualTo(merged);
  }

  @Test
  void a_crash_in_the_middle_of_verifying_leaves_nothing_that_stops_the_next_try()
      throws IOException {
    RunBranch branch = branchOf("R1", "a.txt", "a\n");
    GitBranches branches = new GitBranches(home());
    Merge.Clean merge = (Merge.Clean) branches.merge(branch, workspace(null), "x");
    branches.checkOut(merge, "accept-R1");

    assertThat(accept(branch, "test -e a.txt")).isEqualTo(new Outcome.Accepted("main"));

    assertThat(owner.git("worktree", "list").lines()).hasSize(1);
  }

  @Test
  void a_branch_that_is_gone_is_named() throws IOException {
    RunBranch branch = branchOf("R1", "a.txt", "a\n");
    owner.git("branch", "--quiet", "-D", branch.name());

    assertThatThrownBy(() -> accept(branch, null))
        .isInstanceOf(WorkplaceFailed.class)
        .hasMessageContaining("trafficcontrol/R1/1");
  }

  @Test
  void changes_are_shown_as_git_shows_them() throws IOException {
    Changes changes = new GitBranches(home()).changes(branchOf("R1", "README.md", "hi\n"));

    assertThat(changes.summary()).contains("README.md").contains("1 insertion");
    assertThat(changes.patch()).contains("-hello", "+hi");
  }
}
