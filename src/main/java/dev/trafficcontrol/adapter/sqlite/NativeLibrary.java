package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteJDBCLoader;

/// Where the driver unpacks SQLite's library, which it does once a process.
///
/// Left to itself it takes the system's folder for temporary files, and a process that is killed
/// leaves the file there for good.
public final class NativeLibrary {

  /// Read by the driver.
  private static final String PLACE = "org.sqlite.tmpdir";

  private static boolean isLoaded;

  private NativeLibrary() {}

  /// Loads it at once, for a process in which homes come and go: the library stays where
  /// `directory` does not, and no setting of the process is left changed.
  public static synchronized void loadFrom(Path directory) {
    if (isLoaded) {
      return;
    }
    boolean isUsers = System.getProperty(PLACE) != null;
    try {
      unpackInto(directory);
      SQLiteJDBCLoader.initialize();
      isLoaded = true;
    } catch (StoreUnavailable failed) {
      throw failed;
    } catch (Exception failed) { // so the driver declares it
      throw new StoreUnavailable("SQLite can't be loaded: " + failed.getMessage(), failed);
    } finally {
      if (!isUsers) {
        System.clearProperty(PLACE);
      }
    }
  }

  /// Has it unpacked into `directory`, and removes what killed processes left there. Only the one
  /// process that owns the directory may ask. What the user set stays.
  public static synchronized void unpackInto(Path directory) {
    if (isLoaded || System.getProperty(PLACE) != null) {
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
