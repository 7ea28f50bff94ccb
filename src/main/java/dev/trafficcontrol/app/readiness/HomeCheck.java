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

/// Whether a home is its owner's alone, and has room to work in.
public record HomeCheck(Home home) {

  /// Worktrees, logs and the book grow; below this a night's work may not fit.
  private static final long LITTLE_ROOM_BYTES = 2L << 30;

  /// Below this even the book may not.
  private static final long NO_ROOM_BYTES = 100L << 20;

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

  public Problem space() {
    try {
      long free = Files.getFileStore(home.directory()).getUsableSpace();
      Weight weight =
          free < NO_ROOM_BYTES
              ? Weight.FINAL
              : free < LITTLE_ROOM_BYTES ? Weight.WARNING : Weight.OK;
      return new Problem(
          "Disk",
          weight,
          "%,d MB free".formatted(free >> 20),
          weight == Weight.OK ? "" : "make room on the disk of " + home);
    } catch (IOException unreadable) {
      return new Problem(
          "Disk", Weight.FINAL, "can't be read: " + unreadable.getMessage(), "look at " + home);
    }
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
