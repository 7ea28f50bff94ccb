package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings a database to this program's schema. Never loaded where the database is there already.
final class Migrations {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private Migrations() {}

  static void fill(Path empty) {
    run(empty);
  }

  /// Copies the database beside itself, then migrates it.
  static void upgrade(Path file, int from, Instant now) throws SQLException, IOException {
    Path backup =
        file.resolveSibling(file.getFileName() + ".v" + from + "-" + NAME.format(now) + ".backup");
    copy(file, backup);
    try {
      run(file);
    } catch (FlywayException failed) {
      throw new DatabaseRefused(
          file,
          "could not be migrated from schema " + from + " to " + Schema.VERSION,
          "a copy from before is " + backup + "; please report this: " + failed.getMessage(),
          failed);
    }
  }

  /// A consistent copy of a database, also while others write it. `target` must not exist.
  static void copy(Path file, Path target) throws SQLException, IOException {
    // SQLite copies into an empty file, which is how it gets its mode before it has content.
    Files.createFile(
        target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    copyInto(file, target);
  }

  /// The same, into an empty file.
  static void copyInto(Path file, Path empty) throws SQLException {
    try (Connection connection = Connections.preparing(file);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, empty.toString());
      copy.execute();
    }
  }

  private static void run(Path file) {
    Flyway.configure()
        .dataSource(Connections.url(file), null, null)
        .locations("classpath:" + Schema.FOLDER)
        .table("tc_schema_history")
        .load()
        .migrate();
    try (Connection connection = Connections.preparing(file)) {
      Connections.execute(connection, "PRAGMA user_version = " + Schema.VERSION);
    } catch (SQLException failed) {
      throw new StoreUnavailable(file + " was migrated and can't be marked as such", failed);
    }
  }
}
