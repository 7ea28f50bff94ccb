package dev.trafficcontrol.adapter.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What an agent left in a folder, looked at without following any link.
final class WorktreeFiles {

  private static final Set<PosixFilePermission> OWNER_FOLDER =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);
  private static final Set<PosixFilePermission> OWNER_FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private WorktreeFiles() {}

  /// Makes a folder fit to be read by git: whatever its owner may not read is made readable, and
  /// what is neither file, folder nor link is removed, because git would wait for ever for a pipe
  /// named `.gitattributes`. Returns the folders that pretend to be repositories, relative to
  /// `root`.
  static List<String> makeReadable(Path root) throws IOException {
    List<String> repositories = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            allow(folder, OWNER_FOLDER);
            if (!isGit(folder)) {
              return FileVisitResult.CONTINUE;
            }
            note(folder);
            return FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isGit(file)) {
              note(file);
            } else if (attributes.isOther()) {
              Files.delete(file);
            } else if (attributes.isRegularFile() && !Files.isReadable(file)) {
              allow(file, OWNER_FILE);
            }
            return FileVisitResult.CONTINUE;
          }

          private void note(Path git) {
            Path holder = root.relativize(git).getParent();
            if (holder != null) {
              repositories.add(holder.toString());
            }
          }
        });
    return repositories;
  }

  /// Also `.GIT`: git protects against it on file systems that can't tell the two apart.
  private static boolean isGit(Path path) {
    return path.getFileName() != null && path.getFileName().toString().equalsIgnoreCase(".git");
  }

  private static void allow(Path path, Set<PosixFilePermission> needed) throws IOException {
    Set<PosixFilePermission> has = Files.getPosixFilePermissions(path);
    if (!has.containsAll(needed)) {
      Set<PosixFilePermission> all = EnumSet.copyOf(needed);
      all.addAll(has);
      Files.setPosixFilePermissions(path, all);
    }
  }

  /// How many files there are, as far as they can be reached: an agent can lock a folder, and nest
  /// folders deeper than a path can be long.
  static int count(Path root) throws IOException {
    LongAdder files = new LongAdder();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.increment();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreachable) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files.intValue();
  }

  /// Deletes the folder with all that is in it; links are deleted, never followed.
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            allow(folder, OWNER_FOLDER);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
