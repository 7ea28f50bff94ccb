package dev.trafficcontrol.adapter.git;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.Collected;
import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.run.WorkplaceFailed;
import dev.trafficcontrol.run.WorkplaceOrder;
import dev.trafficcontrol.run.Workplaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Folders of runs below the home, and their worktrees.
public final class GitWorkplaces implements Workplaces {

  private final Path runs;
  private final Path worktrees;
  private final GitCommand git = new GitCommand();

  /// git locks what it writes, but two commands that want one lock at once fail instead of waiting.
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /// @param home the folder in which everything of the product lies
  public GitWorkplaces(Path home) {
    this.runs = home.resolve("runs");
    this.worktrees = home.resolve("worktrees");
  }

  @Override
  public Optional<String> problem(Workspace workspace) {
    if (workspace.repository() == null) {
      return Optional.empty();
    }
    try {
      Repository.open(git, workspace.repository(), workspace);
      return Optional.empty();
    } catch (WorkplaceFailed failed) {
      return Optional.of(String.valueOf(failed.getMessage()));
    }
  }

  @Override
  public Optional<String> currentBranch(Workspace workspace) {
    String path = workspace.repository();
    return path == null
        ? Optional.empty()
        : git.maybe(List.of("-C", path, "symbolic-ref", "--quiet", "--short", "HEAD"));
  }

  @Override
  public Workplace prepare(WorkplaceOrder order) {
    Path folder = runs.resolve(order.run());
    try {
      Files.createDirectories(folder.resolve("home"));
      String repository = order.workspace().repository();
      if (repository == null) {
        Path directory = Files.createDirectories(folder.resolve("work")).toRealPath();
        return new Workplace(
            order.run(), folder.toRealPath().toString(), directory.toString(), Optional.empty());
      }
      Path directory = Files.createDirectories(worktrees).toRealPath().resolve(order.run());
      RunBranch branch = addWorktree(order, repository, directory);
      return new Workplace(
          order.run(), folder.toRealPath().toString(), directory.toString(), Optional.of(branch));
    } catch (IOException broken) {
      throw new WorkplaceFailed("no place for run " + order.run() + ": " + broken, broken);
    }
  }

  private RunBranch addWorktree(WorkplaceOrder order, String path, Path directory) {
    oneAtATime.lock();
    try {
      Repository repository = Repository.open(git, path, order.workspace());
      String name = freeName(order, repository.gitFolder());
      git.with(Filters.off(git, repository.gitFolder()))
          .text(
              Repository.inside(
                  repository.gitFolder(),
                  "worktree",
                  "add",
                  "--quiet",
                  "-b",
                  name,
                  directory.toString(),
                  repository.base()));
      return new RunBranch(path, repository.gitFolder(), name, repository.base());
    } finally {
      oneAtATime.unlock();
    }
  }

  /// `trafficcontrol/TASK/ATTEMPT`; with the run behind it where an earlier home used that name
  /// already.
  private String freeName(WorkplaceOrder order, String gitFolder) {
    String name = "%s/%s/%d".formatted(Repository.BRANCHES, order.task(), order.attempt());
    boolean taken =
        git.maybe(Repository.inside(gitFolder, "show-ref", "--verify", "refs/heads/" + name))
            .isPresent();
    return taken ? name + "-" + order.run() : name;
  }

  @Override
  public Collected collect(Workplace place, String message) {
    Path directory = Path.of(place.directory());
    oneAtATime.lock();
    try {
      if (place.branch().isEmpty()) {
        return new Collected(Optional.empty(), WorktreeFiles.count(directory), List.of());
      }
      RunBranch branch = place.branch().get();
      if (!Files.isDirectory(directory)) {
        return collectedBefore(branch);
      }
      List<String> leftOut = WorktreeFiles.makeReadable(directory);
      Worktree worktree = Worktree.of(git, directory, branch);
      String tree = worktree.tree();
      String tip = worktree.tip();
      String commit =
          tree.equals(worktree.treeOf(tip))
              ? tip
              : worktree.commit(tree, tip, message, Repository.identity(git, branch.gitFolder()));
      return new Collected(Optional.of(commit), worktree.changedFiles(commit), leftOut);
    } catch (IOException broken) {
      throw new WorkplaceFailed("run " + place.run() + " could not be committed", broken);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// The folder is gone: it was cleared after everything was on the branch, or nothing ever ran.
  private Collected collectedBefore(RunBranch branch) {
    Optional<String> tip =
        git.maybe(
            Repository.inside(
                branch.gitFolder(),
                "rev-parse",
                "--verify",
                "--quiet",
                "refs/heads/" + branch.name()));
    int changed =
        tip.map(commit ->
                git.items(
                        Repository.inside(
                            branch.gitFolder(),
                            "diff-tree",
                            "-r",
                            "-z",
                            "--name-only",
                            branch.base(),
                            commit))
                    .size())
            .orElse(0);
    return new Collected(tip, changed, List.of());
  }

  @Override
  public void clear(Workplace place, Collected collected) {
    Path directory = Path.of(place.directory());
    boolean isKept =
        place.branch().isEmpty()
            || collected.commit().isEmpty()
            || !collected.leftOut().isEmpty()
            || !Files.isDirectory(directory);
    if (isKept) {
      return;
    }
    oneAtATime.lock();
    try {
      RunBranch branch = place.branch().get();
      if (Worktree.of(git, directory, branch).reaches(collected.commit().get())) {
        remove(branch.gitFolder(), directory);
      }
    } catch (IOException broken) {
      throw new WorkplaceFailed("the worktree " + directory + " can't be removed", broken);
    } finally {
      oneAtATime.unlock();
    }
  }

  @Override
  public void discard(WorkplaceOrder order) {
    String repository = order.workspace().repository();
    oneAtATime.lock();
    try {
      Path directory = Files.createDirectories(worktrees).toRealPath().resolve(order.run());
      if (repository != null) {
        Repository found = Repository.open(git, repository, order.workspace());
        Optional<String> branch = Worktree.branchAt(directory, found.gitFolder());
        remove(found.gitFolder(), directory);
        branch.ifPresent(ref -> removeEmpty(ref, found));
      }
      WorktreeFiles.delete(runs.resolve(order.run()));
    } catch (IOException broken) {
      throw new WorkplaceFailed("run " + order.run() + " can't be discarded", broken);
    } finally {
      oneAtATime.unlock();
    }
  }

  /// Only one of ours that has nothing of its own on it.
  private void removeEmpty(String ref, Repository repository) {
    boolean isOurs = ref.startsWith("refs/heads/" + Repository.BRANCHES + "/");
    if (isOurs
        && git.maybe(
                Repository.inside(
                    repository.gitFolder(), "merge-base", "--is-ancestor", ref, repository.base()))
            .isPresent()) {
      git.maybe(Repository.inside(repository.gitFolder(), "update-ref", "-d", ref));
    }
  }

  private void remove(String gitFolder, Path directory) throws IOException {
    WorktreeFiles.delete(directory);
    // Forgets the worktree whose folder is gone, that one only. Fails where git never knew it,
    // which is as good.
    git.maybe(Repository.inside(gitFolder, "worktree", "remove", "--force", directory.toString()));
  }
}
