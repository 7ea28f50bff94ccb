package dev.trafficcontrol.adapter.git;

import dev.trafficcontrol.project.Workspace;
import dev.trafficcontrol.run.WorkplaceFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The owner's repository: found, checked, and only ever read, but for worktrees and branches of
/// our own.
///
/// @param path as the project names it
/// @param gitFolder where its objects and refs are
/// @param base the commit that runs start from
record Repository(String path, String gitFolder, String base) {

  /// All our branches are below this.
  static final String BRANCHES = "trafficcontrol";

  private static final String NOBODY = "TrafficControl";
  private static final String NOWHERE = "trafficcontrol@localhost";

  /// Throws [WorkplaceFailed] with what is wrong and what to do.
  static Repository open(GitCommand git, String path, Workspace workspace) {
    if (!Files.isDirectory(Path.of(path))) {
      throw new WorkplaceFailed("there is no folder " + path + ": correct the project's --repo");
    }
    GitCommand.Answer found =
        git.ask(
            List.of("-C", path, "rev-parse", "--path-format=absolute", "--git-common-dir"),
            GitCommand.NO_INPUT);
    if (found.exit() != 0) {
      throw new WorkplaceFailed(
          found.errors().contains("dubious ownership")
              ? path + " belongs to somebody else: git config --global --add safe.directory " + path
              : path + " is not a git repository: run 'git init' there, or correct --repo");
    }
    String gitFolder = found.text();
    String wanted =
        workspace.baseBranch() == null ? "HEAD" : "refs/heads/" + workspace.baseBranch();
    String base =
        git.maybe(inside(gitFolder, "rev-parse", "--verify", "--quiet", wanted + "^{commit}"))
            .orElseThrow(() -> new WorkplaceFailed(noBase(path, workspace)));
    if (git.maybe(inside(gitFolder, "show-ref", "--verify", "refs/heads/" + BRANCHES))
        .isPresent()) {
      throw new WorkplaceFailed(
          "%s has a branch named '%s', so that git can make none below it: rename it"
              .formatted(path, BRANCHES));
    }
    return new Repository(path, gitFolder, base);
  }

  private static String noBase(String path, Workspace workspace) {
    return workspace.baseBranch() == null
        ? path + " has no commit yet: make a first one"
        : "%s has no branch '%s': correct the project's base branch"
            .formatted(path, workspace.baseBranch());
  }

  static List<String> inside(String gitFolder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--git-dir=" + gitFolder));
    all.addAll(List.of(arguments));
    return all;
  }

  /// Who commits: the owner's identity as git is configured, else the product's name.
  static Map<String, String> identity(GitCommand git, String gitFolder) {
    String name = git.maybe(inside(gitFolder, "config", "user.name")).orElse(NOBODY);
    String mail = git.maybe(inside(gitFolder, "config", "user.email")).orElse(NOWHERE);
    return Map.of(
        "GIT_AUTHOR_NAME", name,
        "GIT_AUTHOR_EMAIL", mail,
        "GIT_COMMITTER_NAME", name,
        "GIT_COMMITTER_EMAIL", mail);
  }
}
