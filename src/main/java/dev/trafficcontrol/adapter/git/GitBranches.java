package dev.trafficcontrol.adapter.git;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.review.Branches;
import dev.trafficcontrol.review.Changes;
import dev.trafficcontrol.review.Landing;
import dev.trafficcontrol.review.Merge;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.run.WorkplaceFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Merges without a checkout (`git merge-tree`, from git 2.38 on), and moves the owner's branch by
/// compare-and-set.
public final class GitBranches implements Branches {

  private static final int LONGEST_PATCH = 1 << 20;
  private static final int CONFLICTS = 1;

  /// What `git merge-tree` of an older git answers to options it does not know.
  private static final int WRONG_USAGE = 129;

  private final Path runs;
  private final Path worktrees;
  private final GitCommand git = new GitCommand();

  /// @param home the folder in which everything of the product lies
  public GitBranches(Path home) {
    this.runs = home.resolve("runs");
    this.worktrees = home.resolve("worktrees");
  }

  @Override
  public Changes changes(RunBranch branch) {
    String summary = git.text(diff(branch, "--stat=100"));
    String patch = git.text(diff(branch, "--patch"));
    return new Changes(
        summary,
        patch.length() <= LONGEST_PATCH
            ? patch
            : patch.substring(0, LONGEST_PATCH) + "\n(cut: there is more)");
  }

  private static List<String> diff(RunBranch branch, String shape) {
    return Repository.inside(
        branch.gitFolder(),
        "diff-tree",
        "-r",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        shape,
        branch.base(),
        ref(branch.name()));
  }

  @Override
  public Merge merge(RunBranch branch, Workspace workspace, String message) {
    String target = target(branch, workspace);
    String onto = commit(branch, ref(target), "the branch '" + target + "'");
    String tip = commit(branch, ref(branch.name()), "the run's branch '" + branch.name() + "'");
    if (git.maybe(inside(branch, "merge-base", "--is-ancestor", tip, onto)).isPresent()) {
      return new Merge.AlreadyThere(target);
    }
    GitCommand.Answer merged =
        git.ask(
            inside(
                branch,
                "merge-tree",
                "--write-tree",
                "--name-only",
                "--no-messages",
                "-z",
                onto,
                tip),
            GitCommand.NO_INPUT);
    if (merged.exit() == CONFLICTS) {
      return new Merge.Conflicting(
          target, merged.items().stream().skip(1).map(GitBranches::name).distinct().toList());
    }
    if (merged.exit() != 0) {
      throw new WorkplaceFailed(
          merged.exit() == WRONG_USAGE
              ? "this git can't merge without a checkout: install git 2.38 or later"
              : "git merge-tree: " + merged.errors());
    }
    String commit =
        git.as(Repository.identity(git, branch.gitFolder()))
            .demand(
                inside(branch, "commit-tree", merged.items().getFirst(), "-p", onto, "-p", tip),
                message.getBytes(StandardCharsets.UTF_8))
            .text();
    return new Merge.Clean(branch, target, onto, commit);
  }

  private static String name(String bytes) {
    return new String(bytes.getBytes(GitCommand.BYTES), StandardCharsets.UTF_8);
  }

  /// The branch the project names, or the one that is current in the repository.
  private String target(RunBranch branch, Workspace workspace) {
    if (workspace.baseBranch() != null) {
      return workspace.baseBranch();
    }
    return git.maybe(inside(branch, "symbolic-ref", "--quiet", "--short", "HEAD"))
        .orElseThrow(() ->
            new WorkplaceFailed(
                "%s is on no branch, and the project names none: check one out"
                    .formatted(branch.repository())));
  }

  private String commit(RunBranch branch, String ref, String what) {
    return git.maybe(inside(branch, "rev-parse", "--verify", "--quiet", ref + "^{commit}"))
        .orElseThrow(
            () -> new WorkplaceFailed(what + " is not in " + branch.repository() + " any more"));
  }

  @Override
  public Workplace checkOut(Merge.Clean merge, String name) {
    String gitFolder = merge.branch().gitFolder();
    try {
      Path folder = runs.resolve(name);
      WorktreeFiles.delete(folder);
      Files.createDirectories(folder.resolve("home"));
      Path directory = Files.createDirectories(worktrees).toRealPath().resolve(name);
      removeWorktree(gitFolder, directory);
      git.with(Filters.off(git, gitFolder))
          .text(
              inside(
                  merge.branch(),
                  "worktree",
                  "add",
                  "--quiet",
                  "--force",
                  "--detach",
                  directory.toString(),
                  merge.commit()));
      return new Workplace(
          name, folder.toRealPath().toString(), directory.toString(), Optional.of(merge.branch()));
    } catch (IOException broken) {
      throw new WorkplaceFailed("no place to verify the merge in: " + broken, broken);
    }
  }

  @Override
  public void remove(Workplace place) {
    try {
      removeWorktree(place.branch().orElseThrow().gitFolder(), Path.of(place.directory()));
    } catch (IOException broken) {
      throw new WorkplaceFailed("the worktree " + place.directory() + " stays: " + broken, broken);
    }
  }

  private void removeWorktree(String gitFolder, Path directory) throws IOException {
    WorktreeFiles.delete(directory);
    // Forgets this worktree and no other. Fails where git never knew it, which is as good.
    git.maybe(Repository.inside(gitFolder, "worktree", "remove", "--force", directory.toString()));
  }

  @Override
  public Landing land(Merge.Clean merge) {
    RunBranch branch = merge.branch();
    String now = commit(branch, ref(merge.target()), "the branch '" + merge.target() + "'");
    if (!now.equals(merge.onto())) {
      return new Landing.Moved();
    }
    Optional<String> checkout = checkoutOf(merge);
    if (checkout.isPresent()) {
      GitCommand.Answer forward =
          git.ask(
              List.of("-C", checkout.get(), "merge", "--ff-only", "--quiet", merge.commit()),
              GitCommand.NO_INPUT);
      return forward.exit() == 0
          ? new Landing.Landed()
          : new Landing.InTheWay(checkout.get(), forward.errors());
    }
    boolean moved =
        git.maybe(
                inside(
                    branch,
                    "update-ref",
                    "-m",
                    "trafficcontrol: accept " + branch.name(),
                    ref(merge.target()),
                    merge.commit(),
                    merge.onto()))
            .isPresent();
    return moved ? new Landing.Landed() : new Landing.Moved();
  }

  /// The folder in which the target is checked out.
  private Optional<String> checkoutOf(Merge.Clean merge) {
    String folder = "";
    for (String item : git.items(inside(merge.branch(), "worktree", "list", "--porcelain", "-z"))) {
      if (item.startsWith("worktree ")) {
        folder = name(item.substring("worktree ".length()));
      } else if (item.equals("branch " + ref(merge.target()))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private static String ref(String branch) {
    return "refs/heads/" + branch;
  }

  private static List<String> inside(RunBranch branch, String... arguments) {
    return Repository.inside(branch.gitFolder(), arguments);
  }
}
