package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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
