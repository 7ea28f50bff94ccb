package dev.trafficcontrol.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// A test's own folder for everything that is written, and what lies where in it.
record TestFolder(Path path) implements AutoCloseable {

  /// A process that the test forgot may go on writing.
  private static final int TRIES = 5;

  /// A new one, open to its user alone.
  static TestFolder make(Path below) {
    try {
      TestFolder folder = new TestFolder(Files.createTempDirectory(below, "trafficcontrol-test"));
      Files.createDirectory(folder.userHome());
      Files.createDirectory(folder.temporary());
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(below + " can't be written", failed);
    }
  }

  Path home() {
    return path.resolve("home");
  }

  /// The `HOME` of the test's processes.
  Path userHome() {
    return path.resolve("user");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  /// What a home leaves outside of itself.
  Path state() {
    return path.resolve("state");
  }

  /// Removes it, whatever is in it. Links are removed, not what they lead to.
  @Override
  public void close() throws IOException {
    for (int left = TRIES; Files.exists(path, LinkOption.NOFOLLOW_LINKS); left--) {
      try {
        Files.walkFileTree(path, new Removal());
      } catch (DirectoryNotEmptyException written) {
        if (left == 0) {
          throw new IOException(
              "%s was not removed: something still writes there. End what the test started before it ends"
                  .formatted(path),
              written);
        }
      }
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {

    /// Some programs leave folders that they can't write themselves.
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /// Removed by somebody else.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (failed instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failed;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
