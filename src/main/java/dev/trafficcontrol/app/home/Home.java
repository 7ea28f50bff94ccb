package dev.trafficcontrol.app.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/// What lies where in a home.
public record Home(Path directory) {

  public static final String VARIABLE = "TRAFFICCONTROL_HOME";

  /// The one that is given, else the environment's, else `~/.trafficcontrol`.
  public static Home choose(Optional<String> given, Map<String, String> environment) {
    String text =
        given
            .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
            .orElseGet(() -> userHome(environment) + "/.trafficcontrol");
    return new Home(Path.of(text).toAbsolutePath().normalize());
  }

  /// The user's own directory, as their shell means it by `~`.
  public static String userHome(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return home.isEmpty() ? System.getProperty("user.home") : home;
  }

  /// Whether a command finds it without being told.
  public boolean isUsual(Map<String, String> environment) {
    return equals(choose(Optional.empty(), environment));
  }

  public Path configuration() {
    return directory.resolve("trafficcontrol.yaml");
  }

  public Path database() {
    return directory.resolve("trafficcontrol.db");
  }

  public Path lock() {
    return directory.resolve("daemon.lock");
  }

  public Path socket() {
    return directory.resolve("control.sock");
  }

  public Path ownerToken() {
    return directory.resolve("owner.token");
  }

  public Path logs() {
    return directory.resolve("logs");
  }

  /// The price book, where it is not the shipped one.
  public Path prices() {
    return directory.resolve("prices.json");
  }

  /// The name of this node among those that share a database.
  public Path node() {
    return directory.resolve("node");
  }

  /// What runs leave: their output, their homes, their worktrees.
  public Path runs() {
    return directory.resolve("runs");
  }

  /// For libraries that have to be files to be loaded.
  public Path unpacked() {
    return directory.resolve("unpacked");
  }

  public boolean isThere() {
    return Files.isRegularFile(configuration());
  }

  /// Makes the directory, open to its user alone.
  public void make() {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
