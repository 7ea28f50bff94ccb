package dev.trafficcontrol.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.run.WorkplaceFailed;
import dev.trafficcontrol.run.WorkplaceOrder;
import dev.trafficcontrol.testing.OwnersRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitWorkplacesTest {

  @TempDir Path temp;
  private OwnersRepository owner;
  private GitWorkplaces places;

  @BeforeEach
  void prepare() throws IOException {
    owner = OwnersRepository.withOneCommit(temp.resolve("a repo with spaces"));
    places = new GitWorkplaces(temp.resolve("the home"));
  }

  private Workspace workspace() {
    return new Workspace(owner.checkout.toString(), "main", null);
  }

  private WorkplaceOrder order(String run, int attempt) {
    return new WorkplaceOrder(run, "T1", attempt, workspace());
  }

  private Workplace place(String run, int attempt) {
    return places.prepare(order(run, attempt));
  }

  private static Path file(Workplace place, String name) {
    return Path.of(place.directory()).resolve(name);
  }

  private Collected collect(Workplace place) {
    return places.collect(place, "The task's title\n\nRun " + place.run());
  }

  private List<String> filesOn(Workplace place) throws IOException {
    String branch = place.branch().map(RunBranch::name).orElseThrow();
    return owner.git("ls-tree", "-r", "--name-only", branch).lines().toList();
  }

  @Test
  void F78_a_run_works_on_a_branch_of_its_own_and_the_owners_checkout_is_untouched()
      throws IOException {
    owner.write("README.md", "the owner is in the middle of something\n");
    String before = owner.state();
    Workplace place = place("R1", 1);
    Files.writeString(file(place, "new.txt"), "new\n");
    Files.writeString(file(place, "README.md"), "changed by the agent\n");
    Files.delete(file(place, "src/App.java"));

    Collected collected = collect(place);

    assertThat(place.branch().map(RunBranch::name)).contains("trafficcontrol/T1/1");
    assertThat(collected.changedFiles()).isEqualTo(3);
    assertThat(collected.leftOut()).isEmpty();
    assertThat(filesOn(place)).containsExactly("README.md", "new.txt");
    assertThat(owner.git("log", "-1", "--format=%an <%ae>: %s", "trafficcontrol/T1/1"))
        .isEqualTo("Olive Owner <olive@example.org>: The task's title");
    assertThat(owner.state()).isEqualTo(before);
  }

  @Test
  void attempts_and_runs_at_once_have_worktrees_and_branches_of_their_own() throws IOException {
    Workplace first = place("R1", 1);
    Workplace second = place("R2", 2);
    Files.writeString(file(first, "a"), "1");
    Files.writeString(file(second, "b"), "2");
    collect(first);
    collect(second);
    assertThat(filesOn(first)).contains("a").doesNotContain("b");
    assertThat(filesOn(second)).contains("b").doesNotContain("a");
  }

  @Test
  void a_branch_name_that_an_earlier_home_used_is_not_used_again() throws IOException {
    owner.git("branch", "trafficcontrol/T1/1");
    assertThat(place("R1", 1).branch().map(RunBranch::name)).contains("trafficcontrol/T1/1-R1");
  }

  @Test
  void committing_twice_changes_nothing_and_an_untouched_worktree_is_an_empty_diff() {
    Workplace place = place("R1", 1);
    Collected nothing = collect(place);
    assertThat(nothing.changedFiles()).isZero();
    assertThat(nothing.commit()).isEqualTo(place.branch().map(RunBranch::base));
    assertThat(collect(place)).isEqualTo(nothing);
  }

  @Test
  void what_git_ignores_is_not_committed_and_odd_names_are() throws IOException {
    Workplace place = place("R1", 1);
    Files.writeString(file(place, ".gitignore"), "out/\n");
    Files.createDirectories(file(place, "out"));
    Files.writeString(file(place, "out/x"), "x");
    for (String name : List.of("-rf", "--exec=x", "ä ö", "new\nline", ":(top)x", "*")) {
      Files.writeString(file(place, name), "x");
    }
    Files.createSymbolicLink(file(place, "link"), Path.of("/etc/passwd"));

    Collected collected = collect(place);

    assertThat(collected.changedFiles()).isEqualTo(8);
    assertThat(owner.git("ls-tree", "-r", "-z", "--name-only", "trafficcontrol/T1/1").split("\0"))
        .contains("-rf", "--exec=x", "ä ö", "new\nline", ":(top)x", "*", "link")
        .doesNotContain("out/x");
    assertThat(owner.git("cat-file", "-p", "trafficcontrol/T1/1:link")).isEqualTo("/etc/passwd");
  }

  @Test
  void a_worktree_is_removed_only_when_what_was_collected_is_on_its_branch() throws IOException {
    Workplace place = place("R1", 1);
    Files.writeString(file(place, "work"), "x");
    Collected collected = collect(place);
    owner.git("update-ref", "refs/heads/trafficcontrol/T1/1", "main");
    places.clear(place, collected);
    assertThat(file(place, "work")).as("the branch was moved by somebody").exists();

    Collected again = collect(place);
    Files.writeString(file(place, "built-by-the-verification"), "x");
    places.clear(place, again);
    assertThat(Path.of(place.directory())).doesNotExist();
    assertThat(filesOn(place)).contains("work").doesNotContain("built-by-the-verification");
    assertThat(owner.git("worktree", "list").lines()).hasSize(1);
    assertThat(collect(place).changedFiles()).as("asked again after a crash").isEqualTo(1);
  }

  @Test
  void a_nested_repository_is_left_out_said_so_and_kept() throws IOException {
    Workplace place = place("R1", 1);
    OwnersRepository.withOneCommit(file(place, "vendor/lib"));
    Files.writeString(file(place, "work"), "x");

    Collected collected = collect(place);
    places.clear(place, collected);

    assertThat(collected.leftOut()).containsExactly("vendor/lib");
    assertThat(filesOn(place)).contains("work").noneMatch(name -> name.startsWith("vendor"));
    assertThat(file(place, "vendor/lib/README.md")).exists();
  }

  @Test
  void F68_a_failed_start_leaves_no_worktree() throws IOException {
    Workplace place = place("R1", 1);
    places.discard(order("R1", 1));
    places.discard(order("R1", 1));
    assertThat(Path.of(place.directory())).doesNotExist();
    assertThat(Path.of(place.folder())).doesNotExist();
    assertThat(owner.git("worktree", "list").lines()).hasSize(1);
    assertThat(owner.git("branch", "--list", "trafficcontrol/*")).isEmpty();
    assertThat(place("R1", 1).directory()).as("made anew").isEqualTo(place.directory());
  }

  @Test
  void a_project_without_a_repository_gets_an_empty_folder() throws IOException {
    Workplace place = places.prepare(new WorkplaceOrder("R1", "T1", 1, Workspace.EMPTY));
    assertThat(collect(place).changedFiles()).isZero();
    Files.writeString(file(place, "answer.txt"), "42");
    assertThat(collect(place)).isEqualTo(new Collected(Optional.empty(), 1, List.of()));
    places.clear(place, collect(place));
    assertThat(file(place, "answer.txt")).exists();
  }

  @Test
  void what_is_wrong_with_a_repository_is_said_before_anything_starts() throws IOException {
    OwnersRepository empty = OwnersRepository.in(temp.resolve("empty"));
    Path plain = Files.createDirectories(temp.resolve("plain"));
    assertThat(problem(temp.resolve("nowhere"), null)).contains("there is no folder");
    assertThat(problem(plain, null)).contains("is not a git repository");
    assertThat(problem(empty.checkout, null)).contains("has no commit yet");
    assertThat(problem(owner.checkout, "nope")).contains("has no branch 'nope'");
    assertThat(places.problem(workspace())).isEmpty();
    assertThat(places.problem(Workspace.EMPTY)).isEmpty();
    owner.git("branch", "trafficcontrol");
    assertThat(problem(owner.checkout, null)).contains("rename it");
    assertThatThrownBy(() -> place("R9", 1)).isInstanceOf(WorkplaceFailed.class);
  }

  @Test
  void a_bare_repository_will_do() throws IOException {
    Path bare = temp.resolve("bare.git");
    owner.git("clone", "--quiet", "--bare", ".", bare.toString());
    Workspace workspace = new Workspace(bare.toString(), null, null);
    Workplace place = places.prepare(new WorkplaceOrder("R1", "T1", 1, workspace));
    Files.writeString(file(place, "work"), "x");
    assertThat(collect(place).changedFiles()).isEqualTo(1);
  }

  private String problem(Path repository, @Nullable String branch) {
    return places.problem(new Workspace(repository.toString(), branch, null)).orElse("");
  }

  /// What an agent can leave behind to have the daemon's git run a command of its choice.
  @ParameterizedTest
  @ValueSource(
      strings = {"filter", "fsmonitor in a nested repository", "own .git file", "hooks", "pipe"})
  void nothing_an_agent_leaves_decides_what_git_executes(String trick) throws IOException {
    Path proof = temp.resolve("executed");
    Path script = temp.resolve("evil.sh");
    Files.writeString(script, "#!/bin/sh\ntouch '" + proof + "'\ncat\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    // The owner's repository has a filter that is a script inside of the worktree, as some do.
    owner.git("config", "filter.fmt.clean", "./tools/fmt.sh");
    owner.git("config", "core.hooksPath", "tools/hooks");
    Workplace place = place("R1", 1);
    Path worktree = Path.of(place.directory());
    Files.createDirectories(file(place, "tools/hooks"));

    switch (trick) {
      case "filter" -> {
        Files.copy(script, file(place, "tools/fmt.sh"));
        Files.writeString(file(place, ".gitattributes"), "* filter=fmt\n");
      }
      case "fsmonitor in a nested repository" -> {
        OwnersRepository nested = OwnersRepository.withOneCommit(file(place, "src/nested"));
        nested.git("config", "core.fsmonitor", script.toString());
      }
      case "own .git file" -> {
        OwnersRepository own = OwnersRepository.withOneCommit(temp.resolve("elsewhere"));
        own.git("config", "core.fsmonitor", script.toString());
        own.git("config", "filter.fmt.clean", script.toString());
        Files.writeString(file(place, ".gitattributes"), "* filter=fmt\n");
        Files.writeString(worktree.resolve(".git"), "gitdir: " + own.checkout + "/.git\n");
      }
      case "hooks" -> {
        for (String hook : List.of("pre-commit", "post-checkout", "reference-transaction")) {
          Files.copy(script, file(place, "tools/hooks").resolve(hook));
        }
      }
      default ->
          new ProcessBuilder("mkfifo", file(place, "src/.gitattributes").toString())
              .start()
              .onExit()
              .join();
    }
    Files.writeString(file(place, "work.txt"), "work\n");
    Files.writeString(file(place, "src/App.java"), "class App { int i; }\n");

    collect(place);

    assertThat(proof).doesNotExist();
    assertThat(filesOn(place)).contains("work.txt", "src/App.java");
    assertThat(owner.git("show", "trafficcontrol/T1/1:src/App.java")).contains("int i");
  }

  /// The same tricks do work on git as people use it: the test above is not idle.
  @Test
  void a_filter_left_by_an_agent_is_executed_by_a_careless_git() throws IOException {
    Path proof = temp.resolve("executed");
    owner.git("config", "filter.fmt.clean", "./tools/fmt.sh");
    Workplace place = place("R1", 1);
    Files.createDirectories(file(place, "tools"));
    Files.writeString(file(place, "tools/fmt.sh"), "#!/bin/sh\ntouch '" + proof + "'\ncat\n");
    assertThat(file(place, "tools/fmt.sh").toFile().setExecutable(true)).isTrue();
    Files.writeString(file(place, ".gitattributes"), "* filter=fmt\n");
    OwnersRepository.git(Path.of(place.directory()), "add", "-A");
    assertThat(proof).exists();
  }

  @Test
  void a_file_the_owner_may_not_read_is_committed_all_the_same() throws IOException {
    Workplace place = place("R1", 1);
    Files.createDirectories(file(place, "deep"));
    Files.writeString(file(place, "deep/secret"), "x");
    List<Path> locked = new ArrayList<>(List.of(file(place, "deep/secret"), file(place, "deep")));
    for (Path path : locked) {
      Files.setPosixFilePermissions(path, Set.of());
    }
    Collected collected = collect(place);
    assertThat(collected.changedFiles()).isEqualTo(1);
    places.clear(place, collected);
    assertThat(Path.of(place.directory())).doesNotExist();
  }
}
