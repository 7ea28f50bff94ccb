package dev.trafficcontrol.adapter.git;

import java.util.List;
import java.util.stream.Stream;

/// Switches off the filters (`filter.NAME.clean`, `.smudge`, `.process`) of a repository.
///
/// A filter is a command, which may be a script inside the worktree, and `.gitattributes`, which an
/// agent can write, says for which files it runs. Large files kept by a filter therefore appear to
/// agents as the pointers they are in git.
final class Filters {

  private Filters() {}

  /// Settings that make every filter configured for the repository do nothing.
  static List<String> off(GitCommand git, String gitFolder) {
    return git
        .maybe(
            List.of(
                "--git-dir=" + gitFolder, "config", "--name-only", "--get-regexp", "^filter\\."))
        .stream()
        .flatMap(names -> names.lines())
        .map(name -> name.substring(0, name.lastIndexOf('.')))
        .distinct()
        .flatMap(filter ->
            Stream.of(
                filter + ".clean=",
                filter + ".smudge=",
                filter + ".process=",
                filter + ".required=false"))
        .toList();
  }
}
