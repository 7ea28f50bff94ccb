package dev.trafficcontrol.app.readiness;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks programs up as a shell does: a path as it stands, a name in the folders of `PATH`.
public record Programs(String searchPath) {

  public Optional<Path> find(String program) {
    try {
      Stream<Path> places =
          program.contains("/")
              ? Stream.of(Path.of(program))
              : Stream.of(searchPath.split(":"))
                  .filter(folder -> folder.startsWith("/"))
                  .map(folder -> Path.of(folder, program));
      return places
          .filter(place -> Files.isRegularFile(place) && Files.isExecutable(place))
          .findFirst();
    } catch (InvalidPathException noName) {
      return Optional.empty();
    }
  }
}
