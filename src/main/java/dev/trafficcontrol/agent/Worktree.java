package dev.trafficcontrol.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The files the agent works on. Whatever lies outside is refused, also where a link leads there.
final class Worktree {

  private static final int LONGEST = 100_000;

  private final Path root;

  Worktree(Path root) {
    this.root = root;
  }

  /// What came of it, for the model: also what went wrong.
  String carryOut(Answer.ToolUse use) {
    String path = use.input().path("path").asString("");
    try {
      return switch (use.name()) {
        case "read_file" -> read(inside(path));
        case "write_file" -> write(inside(path), use.input().path("content").asString(""));
        default -> "There is no tool " + use.name() + ".";
      };
    } catch (IOException | IllegalArgumentException failed) {
      return "Failed: " + failed.getMessage();
    }
  }

  private static String read(Path file) throws IOException {
    String text = Files.readString(file);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "\n(cut)";
  }

  private static String write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return "Written.";
  }

  private Path inside(String path) throws IOException {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new IllegalArgumentException("'" + path + "' is outside the repository");
    }
    if (!nearestThere(file).toRealPath().startsWith(root.toRealPath())) {
      throw new IllegalArgumentException("'" + path + "' leads outside the repository");
    }
    return file;
  }

  /// The file, or the nearest folder above it that exists; at the latest the root, which does.
  private Path nearestThere(Path file) {
    for (Path there = file; there != null; there = there.getParent()) {
      if (Files.exists(there)) {
        return there;
      }
    }
    return root;
  }
}
