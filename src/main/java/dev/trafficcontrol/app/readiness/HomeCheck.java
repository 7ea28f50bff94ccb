package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.app.config.ConfigurationReader;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Whether a home is its owner's alone.
public record HomeCheck(Home home) {

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private static final String SETTINGS = "Settings";

  /// What is inside is out of reach where the directory is closed; the token is looked at all the
  /// same, since it may be copied.
  public Problem modes() {
    List<Path> open =
        List.of(home.directory(), home.ownerToken()).stream().filter(HomeCheck::isOpen).toList();
    return open.isEmpty()
        ? new Problem("Home", Weight.OK, home + ", open to you alone", "")
        : new Problem(
            "Home", Weight.FINAL, "others can reach " + text(open), "chmod go-rwx " + text(open));
  }

  /// Which files the settings come from. One that is there and not read may be misnamed.
  public Problem settings(String environment) {
    String own = ConfigurationReader.overlay(environment);
    List<String> unread = new ArrayList<>();
    boolean isThere = false;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(home.directory(), "trafficcontrol.*.yaml")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        isThere |= name.equals(own);
        if (!name.equals(own)) {
          unread.add(name);
        }
      }
    } catch (IOException unreadable) {
      return new Problem(
          SETTINGS,
          Weight.WARNING,
          home + " can't be listed",
          "see who may read it: ls -ld " + home);
    }
    String read = isThere ? "trafficcontrol.yaml and over it " + own : "trafficcontrol.yaml";
    return unread.isEmpty()
        ? new Problem(SETTINGS, Weight.OK, read, "")
        : new Problem(
            SETTINGS,
            Weight.WARNING,
            "%s; not read in environment %s: %s"
                .formatted(read, environment, String.join(", ", unread)),
            "rename what is meant for it to " + own);
  }

  private static boolean isOpen(Path path) {
    try {
      return Files.exists(path)
          && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    } catch (IOException unreadable) {
      return true;
    }
  }

  private static String text(List<Path> paths) {
    return String.join(" ", paths.stream().map(Path::toString).toList());
  }
}
