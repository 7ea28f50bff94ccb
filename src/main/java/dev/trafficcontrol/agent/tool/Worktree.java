package dev.trafficcontrol.agent.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The files the agent works on. Whatever lies outside is refused, also where a link leads there.
///
/// It keeps a model from going astray; what contains one that means harm is the sandbox.
record Worktree(Path root) {

  /// More than any file a model could use whole. The agent's heap is small.
  private static final long MOST_BYTES = 8L << 20;

  /// @throws UnusableInput if the path is not one of a file in the worktree
  Path file(String path) throws IOException {
    Path file = inside(path);
    if (file.equals(root)) {
      throw new UnusableInput("'" + path + "' is the repository itself, not a file in it");
    }
    return file;
  }

  /// A file or a folder, the worktree itself among them.
  Path inside(String path) throws IOException {
    Path file;
    try {
      file = root.resolve(path).normalize();
    } catch (InvalidPathException impossible) {
      throw new UnusableInput("there can be no file of that name: " + impossible.getMessage());
    }
    if (!file.startsWith(root)) {
      throw new UnusableInput("'" + path + "' is outside the repository");
    }
    if (!nearestThere(file).toRealPath().startsWith(root.toRealPath())) {
      throw new UnusableInput("'" + path + "' leads outside the repository");
    }
    return file;
  }

  /// The file, or the nearest folder above it that exists; at the latest the root, which does. A
  /// link is there even where nothing is at its end: writing to it would make that.
  private Path nearestThere(Path file) {
    for (Path there = file; there != null; there = there.getParent()) {
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
        return there;
      }
    }
    return root;
  }

  /// All of a file, byte for byte.
  ///
  /// @throws UnusableInput if there is none, it is a pipe or a folder, or it is too large
  byte[] bytes(String path) throws IOException {
    Path file = file(path);
    if (!Files.exists(file)) {
      throw new UnusableInput("there is no file '" + path + "'");
    }
    if (!Files.isRegularFile(file)) {
      throw new UnusableInput("'" + path + "' is not a file that can be read: a folder, perhaps");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new UnusableInput(
          "'%s' has %d bytes, too many to read: look at parts of it with a command"
              .formatted(path, Files.size(file)));
    }
    return Files.readAllBytes(file);
  }

  /// Replaces what a file held, and makes it and its folders where they are missing.
  void write(String path, String content) throws IOException {
    Path file = file(path);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UnusableInput("'" + path + "' is there and not a file");
    }
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }
}
