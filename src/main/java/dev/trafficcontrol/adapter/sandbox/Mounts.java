package dev.trafficcontrol.adapter.sandbox;

import dev.trafficcontrol.run.LaunchFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is laid over the read-only file system, outer folders before inner ones, so that the most
/// specific wins. Nothing uncovers what is hidden but a path inside of it: where the same path is
/// to be hidden and seen, nothing is started.
final class Mounts {

  private enum Kind {
    SCRATCH,
    HIDDEN,
    SHOWN,
    OPEN
  }

  private record Mount(Kind kind, String sizeBytes) {}

  private final Map<Path, Mount> byPath =
      new TreeMap<>(
          Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));

  /// An empty, private, writable folder in memory.
  void scratch(String path, String sizeBytes) {
    put(path, new Mount(Kind.SCRATCH, sizeBytes));
  }

  /// Out of sight; a file is replaced by an empty one, a folder by an empty one that takes no
  /// files.
  void hide(String path) {
    put(path, new Mount(Kind.HIDDEN, "65536"));
  }

  void show(String path) {
    put(path, new Mount(Kind.SHOWN, ""));
  }

  void open(String path) {
    put(path, new Mount(Kind.OPEN, ""));
  }

  /// A path that is not there needs no mount, and could not be a mount point in a read-only file
  /// system.
  private void put(String path, Mount mount) {
    Path given = Path.of(path);
    if (Files.exists(given)) {
      try {
        Mount before = byPath.put(given.toRealPath(), mount);
        if (before != null && uncovers(before.kind(), mount.kind())) {
          throw new LaunchFailed(
              "%s has to be out of sight of agents, and is also a folder that one is to see: move what it needs there into a folder of its own"
                  .formatted(path));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(path + " can't be read", unreadable);
      }
    }
  }

  private static boolean uncovers(Kind one, Kind other) {
    return one == Kind.HIDDEN
        ? other == Kind.SHOWN || other == Kind.OPEN
        : other == Kind.HIDDEN && one != Kind.SCRATCH;
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    List<String> sealed = new ArrayList<>();
    byPath.forEach((path, mount) -> {
      String at = path.toString();
      switch (mount.kind()) {
        case SCRATCH ->
            arguments.addAll(
                List.of("--perms", "1777", "--size", mount.sizeBytes(), "--tmpfs", at));
        case HIDDEN -> {
          if (Files.isDirectory(path)) {
            arguments.addAll(List.of("--size", mount.sizeBytes(), "--tmpfs", at));
            sealed.addAll(List.of("--remount-ro", at));
          } else {
            arguments.addAll(List.of("--ro-bind", "/dev/null", at));
          }
        }
        case SHOWN -> arguments.addAll(List.of("--ro-bind", at, at));
        case OPEN -> arguments.addAll(List.of("--bind", at, at));
      }
    });
    // Sealed last: inner mounts need mount points in the folders that hide them.
    arguments.addAll(sealed);
    return arguments;
  }
}
