package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Whether a database belongs to one home. A second name would let a second daemon write it, behind
/// a lock of its own.
final class FileLinks {

  private FileLinks() {}

  /// Throws [DatabaseRefused] for a file with more than one name.
  static void check(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new DatabaseRefused(
          file,
          "is a symbolic link",
          "move the file itself here; a whole home may be behind a link");
    }
    if (names(file) > 1) {
      removeDrafts(file);
    }
    if (names(file) > 1) {
      throw new DatabaseRefused(
          file,
          "is hard-linked under another name too, which another home could open",
          "find it (find -inum) and remove it, or make this one a copy of its own and lower the"
              + " budgets by what the other spends");
    }
  }

  private static int names(Path file) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:nlink");
  }

  /// What a death in the middle of its creation left ([DatabaseFile]).
  private static void removeDrafts(Path file) throws IOException {
    try (DirectoryStream<Path> drafts =
        Files.newDirectoryStream(file.getParent(), file.getFileName() + ".new-*")) {
      for (Path draft : drafts) {
        removeIfSame(draft, file);
      }
    }
  }

  private static void removeIfSame(Path draft, Path file) throws IOException {
    try {
      if (Files.isSameFile(draft, file)) {
        Files.deleteIfExists(draft);
      }
    } catch (NoSuchFileException gone) {
      // Whoever made it lives, and has removed it itself.
      return;
    }
  }
}
