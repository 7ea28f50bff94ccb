package dev.trafficcontrol.project;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a project's runs work, and how their result is verified.
///
/// @param repository absolute path of a git repository, or null: runs then get an empty directory
///   each
/// @param baseBranch what each run's branch starts from and where accepted work goes, or null for
///   the branch that is current by then
/// @param verify the owner's command, run by `sh -c` in the run's worktree; null: nothing is
///   verified
public record Workspace(
    @Nullable String repository, @Nullable String baseBranch, @Nullable String verify) {

  public static final Workspace EMPTY = new Workspace(null, null, null);

  private static final Pattern BRANCH =
      Pattern.compile("(?!.*(\\.\\.|//|\\.lock(/|$)|/$|\\.$))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");

  public Workspace {
    if (repository != null && !isAbsolutePath(repository)) {
      throw new IllegalArgumentException(
          "'" + repository + "' is not an absolute path of a repository");
    }
    if (baseBranch != null && !BRANCH.matcher(baseBranch).matches()) {
      throw new IllegalArgumentException("'" + baseBranch + "' is not the name of a branch");
    }
    if (verify != null && (verify.isBlank() || verify.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("the verification command is empty");
    }
  }

  private static boolean isAbsolutePath(String path) {
    return path.startsWith("/") && path.chars().noneMatch(c -> c < ' ');
  }
}
