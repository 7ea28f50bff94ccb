package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the driver unpacks SQLite's library, which it does once a process.
///
/// Left to itself it takes the system's folder for temporary files, and a process that is killed
/// leaves the file there for good.
public final class NativeLibrary {

  /// Read by the driver.
  private static final String PLACE = "org.sqlite.tmpdir";

  private NativeLibrary() {}

  /// Has it unpacked into `directory`, and removes what killed processes left there. Only the one
  /// process that owns the directory may ask. What the user set stays.
  public static void unpackInto(Path directory) {
    if (System.getProperty(PLACE) != null) {
      return;
    }
    try {
      Files.createDirectories(directory);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "sqlite-*")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException failed) {
      throw new StoreUnavailable(directory + " can't be written: " + failed.getMessage(), failed);
    }
    System.setProperty(PLACE, directory.toString());
  }
}
