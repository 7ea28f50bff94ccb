package dev.trafficcontrol.adapter.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds a program by its name, as a shell would.
final class ProgramFile {

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

  /// Where a chain of links ends.
  static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException broken) {
      throw new UncheckedIOException(file + " can't be read", broken);
    }
  }
}
