package dev.trafficcontrol.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Looks for a secret wherever it may have been left.
public final class Traces {

  private Traces() {}

  /// The files below a folder that contain it, whatever else they are; links are not followed.
  public static List<Path> inFiles(Path folder, String secret) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
              .filter(file -> count(read(file), secret) > 0)
              .toList();
      return found;
    }
  }

  /// Everything that a repository keeps, which its files hold compressed.
  public static int inHistory(OwnersRepository repository, String secret) throws IOException {
    return count(
        repository.git("cat-file", "--batch", "--batch-all-objects", "--unordered"), secret);
  }

  public static int count(String text, String secret) {
    int found = 0;
    for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      found++;
    }
    return found;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
