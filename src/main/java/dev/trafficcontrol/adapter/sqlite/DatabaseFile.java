package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.Meta;
import dev.trafficcontrol.adapter.sql.Stamp;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteErrorCode;

/// The database's file before it is opened for use: made in one step, checked, migrated.
final class DatabaseFile {

  static final String NAME = "trafficcontrol.db";

  private DatabaseFile() {}

  /// The stamp of the database in `home`, which exists and is up to date afterwards.
  static Stamp prepare(Path home, Stamp ifNew) throws IOException, SQLException {
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = home.resolve(NAME);
    if (!Files.exists(file)) {
      create(home, file, ifNew);
    }
    FileHeader.check(file);
    Stamp stamp = check(file, ifNew.environment());
    int version = version(file);
    if (version > Schema.VERSION) {
      throw FileHeader.newer(file, version);
    }
    if (version < Schema.VERSION) {
      Migrations.upgrade(file, version, ifNew.createdAt());
    }
    try (Connection connection = Connections.writing(file)) {
      // Sets up the write-ahead log, so that readers find it, and shows that it can be written.
      Connections.execute(connection, "BEGIN IMMEDIATE");
      Connections.execute(connection, "ROLLBACK");
    } catch (SQLException failed) {
      throw explained(file, failed);
    }
    return stamp;
  }

  /// Made under another name and linked in when complete, so that a half-made database never has
  /// the name of a whole one, and two programs that create it at once get the same.
  private static void create(Path home, Path file, Stamp stamp) throws IOException, SQLException {
    Path fresh = home.resolve(NAME + ".new-" + stamp.databaseId());
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Migrations.fill(fresh);
      try (Connection connection = Connections.preparing(fresh)) {
        Connections.execute(connection, "PRAGMA application_id = " + Schema.APPLICATION_ID);
        write(connection, stamp);
      }
      Files.createLink(file, fresh);
      sync(home);
    } catch (FileAlreadyExistsException otherWasFirst) {
      // Its database is as good as ours.
      return;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Makes the directory's new entry survive a power cut.
  static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void write(Connection connection, Stamp stamp) throws SQLException {
    Map<String, String> meta =
        Map.of(
            "environment", stamp.environment(),
            "created_at", stamp.createdAt().toString(),
            "database_id", stamp.databaseId());
    for (Map.Entry<String, String> entry : meta.entrySet()) {
      Meta.put(connection, entry.getKey(), entry.getValue());
    }
  }

  private static Stamp check(Path file, String environment) throws SQLException {
    Stamp stamp;
    try (Connection connection = Connections.reading(file)) {
      stamp = read(connection, file);
    } catch (SQLException failed) {
      throw explained(file, failed);
    }
    if (!stamp.environment().equals(environment)) {
      throw new DatabaseRefused(
          file,
          "is stamped with environment '"
              + stamp.environment()
              + "', and this is '"
              + environment
              + "'",
          "use a home of its own for each environment (--home), or correct 'environment' in"
              + " trafficcontrol.yaml");
    }
    return stamp;
  }

  private static Stamp read(Connection connection, Path file) throws SQLException {
    Map<String, String> meta = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement("SELECT name, value FROM tc_meta");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        meta.put(rows.getString(1), rows.getString(2));
      }
    }
    String environment = meta.get("environment");
    String createdAt = meta.get("created_at");
    String databaseId = meta.get("database_id");
    if (environment == null || createdAt == null || databaseId == null) {
      throw new DatabaseRefused(
          file,
          "has no stamp",
          "it was changed by hand: restore a backup, or start with a new home");
    }
    return new Stamp(environment, Instant.parse(createdAt), databaseId);
  }

  private static int version(Path file) throws SQLException {
    try (Connection connection = Connections.reading(file)) {
      return Math.toIntExact(Connections.number(connection, "PRAGMA user_version"));
    }
  }

  /// Damage is refused with what to do; what may pass (busy, no space, no access) stays an error.
  static SQLException explained(Path file, SQLException failed) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failed.getErrorCode() & 0xff);
    return switch (code) {
      case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_ERROR, SQLITE_READONLY ->
          throw FileHeader.damaged(file, String.valueOf(failed.getMessage()), failed);
      default -> failed;
    };
  }
}
