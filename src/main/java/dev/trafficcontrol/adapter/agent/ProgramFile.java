package dev.trafficcontrol.adapter.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds a program by its name, as a shell would.
final class ProgramFile {

  /// From a program to the top of its package: `bin/claude`, `dist/bin/claude`.
  private static final int MOST_LEVELS = 3;

  private ProgramFile() {}

  /// @param path folders to look in, joined by colons
  static Optional<Path> find(String command, String path) {
    Stream<Path> candidates =
        command.contains("/")
            ? Stream.of(Path.of(command))
            : Stream.of(path.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, command));
    return candidates
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// What it is read from: its npm package, where it is part of one, else the file alone.
  ///
  /// @param real where its links end
  static Path origin(Path real) {
    Path folder = real.getParent();
    for (int up = 0; up < MOST_LEVELS && folder != null; up++) {
      if (Files.isRegularFile(folder.resolve("package.json"))) {
        return folder;
      }
      folder = folder.getParent();
    }
    return real;
  }

  /// Where a chain of links ends.
  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException broken) {
      throw new UncheckedIOException(file + " can't be read", broken);
    }
  }
}
