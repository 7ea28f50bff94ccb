package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Where programs of this user keep what is worth keeping and belongs to no home
/// (specifications.freedesktop.org/basedir-spec).
public record UserState(Path directory) {

  public static UserState of(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_STATE_HOME", "");
    Path state =
        given.startsWith("/")
            ? Path.of(given)
            : Path.of(Home.userHome(environment), ".local", "state");
    return new UserState(state.resolve("trafficcontrol"));
  }

  /// A folder in it, made where it is missing, for this user alone.
  public Path folder(String name) throws IOException {
    return Files.createDirectories(
        directory.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
