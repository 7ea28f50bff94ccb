package dev.trafficcontrol.adapter.git;

import dev.trafficcontrol.run.RunBranch;
import dev.trafficcontrol.run.WorkplaceFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One run's worktree, addressed by the repository's own record of it and never by the `.git` file
/// inside, which the agent could have replaced.
final class Worktree {

  private static final String REF = "ref: ";

  private final GitCommand git;
  private final Path directory;
  private final RunBranch branch;
  private final String record;

  private Worktree(GitCommand git, Path directory, RunBranch branch, String record) {
    this.git = git;
    this.directory = directory;
    this.branch = branch;
    this.record = record;
  }

  static Worktree of(GitCommand git, Path directory, RunBranch branch) throws IOException {
    return new Worktree(
        git.with(Filters.off(git, branch.gitFolder())),
        directory,
        branch,
        recordOf(directory, branch.gitFolder()).toString());
  }

  /// The folder in which the repository keeps HEAD and index of this worktree.
  private static Path recordOf(Path directory, String gitFolder) throws IOException {
    return find(directory, gitFolder)
        .orElseThrow(() -> new WorkplaceFailed(gitFolder + " knows no worktree at " + directory));
  }

  /// The ref that is checked out there, or empty where the repository knows no such worktree.
  static Optional<String> branchAt(Path directory, String gitFolder) throws IOException {
    Optional<Path> record = find(directory, gitFolder);
    if (record.isEmpty() || !Files.isRegularFile(record.get().resolve("HEAD"))) {
      return Optional.empty();
    }
    String head = Files.readString(record.get().resolve("HEAD")).strip();
    return head.startsWith(REF) ? Optional.of(head.substring(REF.length())) : Optional.empty();
  }

  private static Optional<Path> find(Path directory, String gitFolder) throws IOException {
    Path records = Path.of(gitFolder, "worktrees");
    if (Files.isDirectory(records)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(records)) {
        for (Path candidate : all) {
          Path link = candidate.resolve("gitdir");
          if (Files.isRegularFile(link)
              && Files.readString(link).strip().equals(directory.resolve(".git").toString())) {
            return Optional.of(candidate);
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Brings the index to what is in the folder and returns its tree. Nested repositories are passed
  /// over.
  String tree() {
    List<String> changed = new ArrayList<>();
    changed.addAll(git.items(here("diff-files", "-z", "--name-only", "--ignore-submodules=all")));
    git.items(here("ls-files", "-z", "--others", "--exclude-standard")).stream()
        // With a slash at its end it is a repository of its own.
        .filter(path -> !path.endsWith("/"))
        .forEach(changed::add);
    if (!changed.isEmpty()) {
      byte[] list = (String.join("\0", changed) + "\0").getBytes(GitCommand.BYTES);
      git.demand(here("update-index", "--add", "--remove", "--replace", "-z", "--stdin"), list);
    }
    return git.text(here("write-tree"));
  }

  /// Where the branch stands; its base where it is gone.
  String tip() {
    return git.maybe(here("rev-parse", "--verify", "--quiet", ref() + "^{commit}"))
        .orElse(branch.base());
  }

  /// Whether `commit` is on the branch, which is there.
  boolean reaches(String commit) {
    return git.maybe(here("merge-base", "--is-ancestor", commit, ref())).isPresent();
  }

  String treeOf(String commit) {
    return git.text(here("rev-parse", "--verify", commit + "^{tree}"));
  }

  /// Puts `tree` on the branch, which moves only if it stands where it did.
  String commit(String tree, String tip, String message, Map<String, String> identity) {
    String commit =
        git.as(identity)
            .demand(here("commit-tree", tree, "-p", tip), message.getBytes(StandardCharsets.UTF_8))
            .text();
    git.as(identity).text(here("update-ref", "-m", "trafficcontrol: commit", ref(), commit));
    return commit;
  }

  int changedFiles(String commit) {
    return git.items(
            here(
                "diff-tree",
                "-r",
                "-z",
                "--name-only",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                branch.base(),
                commit))
        .size();
  }

  private String ref() {
    return "refs/heads/" + branch.name();
  }

  private List<String> here(String... arguments) {
    return Stream.concat(
            Stream.of(
                "--git-dir=" + record, "--work-tree=" + directory, "-C", directory.toString()),
            Stream.of(arguments))
        .toList();
  }
}
