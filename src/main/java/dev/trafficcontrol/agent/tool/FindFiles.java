package dev.trafficcontrol.agent.tool;

import dev.trafficcontrol.agent.tool.ToolSchema.Parameter;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/// Lists files by a pattern. Links are listed and not followed; git's own files are left out.
record FindFiles(Worktree worktree) implements Tool {

  private static final int MOST_FILES = 500;

  private static final ToolSchema SCHEMA =
      new ToolSchema(
          "find_files",
          "Lists files of the repository, at most " + MOST_FILES + ", in the order of their names.",
          List.of(
              Parameter.optionalText(
                  "pattern",
                  "A glob over paths relative to the folder, such as **/*.java or docs/*.md; all files without it."),
              Parameter.optionalText("folder", "Where to look; the whole repository without it.")));

  @Override
  public ToolSchema schema() {
    return SCHEMA;
  }

  @Override
  public ToolResult carryOut(ToolInput input) throws IOException {
    String name = input.text("folder", ".");
    Path folder = worktree.inside(name);
    if (!Files.isDirectory(folder)) {
      throw new UnusableInput("there is no folder '" + name + "'");
    }
    Search search = new Search(folder, matcher(input.text("pattern", "**")));
    Files.walkFileTree(folder, search);
    return ToolResult.done(report(search.found));
  }

  private String report(TreeSet<Path> found) {
    if (found.isEmpty()) {
      return "No file matches.";
    }
    StringBuilder lines = new StringBuilder();
    found.stream()
        .limit(MOST_FILES)
        .forEach(file -> lines.append(worktree.root().relativize(file)).append('\n'));
    if (found.size() > MOST_FILES) {
      lines.append("(and ").append(found.size() - MOST_FILES).append(" more: narrow the pattern)");
    }
    return lines.toString().stripTrailing();
  }

  private static PathMatcher matcher(String pattern) {
    try {
      PathMatcher exact = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      if (!pattern.startsWith("**/")) {
        return exact;
      }
      // People expect **/*.java to find those at the top too; Java's globs do not.
      PathMatcher atTheTop =
          FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring("**/".length()));
      return path -> exact.matches(path) || atTheTop.matches(path);
    } catch (PatternSyntaxException wrong) {
      throw new UnusableInput("the pattern can't be read: " + wrong.getMessage());
    }
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final Path folder;
    private final PathMatcher matcher;
    private final TreeSet<Path> found = new TreeSet<>();

    Search(Path folder, PathMatcher matcher) {
      this.folder = folder;
      this.matcher = matcher;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return directory.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!file.endsWith(".git") && matcher.matches(folder.relativize(file))) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    /// A folder that may not be read hides its files, not all others.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return FileVisitResult.CONTINUE;
    }
  }
}
