package dev.trafficcontrol.adapter.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Opens connections with the settings that the promises rest on.
final class Connections {

  /// How long a statement waits for another process that holds SQLite's lock.
  private static final int BUSY_MILLIS = 5_000;

  /// Where the log is this long the writer carries it over itself, so that it does not outgrow the
  /// one who does so beside it ([LogCarrier]): 64 MiB.
  private static final int PAGES_AT_MOST = 16_384;

  private Connections() {}

  static String url(Path file) {
    // As a URI, so that no character of the path is read as an option.
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
  }

  static Connection writing(Path file) throws SQLException {
    return open(
        file,
        List.of(
            "PRAGMA busy_timeout = " + BUSY_MILLIS,
            "PRAGMA journal_mode = WAL",
            // FULL: a commit returns only once the log is on the disk.
            "PRAGMA synchronous = FULL",
            "PRAGMA foreign_keys = ON",
            "PRAGMA cache_size = -16384",
            "PRAGMA wal_autocheckpoint = " + PAGES_AT_MOST,
            "PRAGMA journal_size_limit = 67108864"));
  }

  static Connection reading(Path file) throws SQLException {
    return open(file, List.of("PRAGMA busy_timeout = " + BUSY_MILLIS, "PRAGMA query_only = ON"));
  }

  /// For [LogCarrier]: waits for nobody.
  static Connection carrying(Path file) throws SQLException {
    return open(file, List.of("PRAGMA busy_timeout = 0", "PRAGMA synchronous = FULL"));
  }

  /// Leaves the file alone whatever is done, also when it is closed: a log beside it is read and
  /// not written out.
  static Connection looking(Path file) throws SQLException {
    return open(file, "?mode=ro", List.of("PRAGMA busy_timeout = " + BUSY_MILLIS));
  }

  /// For setting a file up; keeps the journal mode it has.
  static Connection preparing(Path file) throws SQLException {
    return open(file, List.of("PRAGMA synchronous = FULL"));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  private static Connection open(Path file, List<String> pragmas) throws SQLException {
    return open(file, "", pragmas);
  }

  private static Connection open(Path file, String options, List<String> pragmas)
      throws SQLException {
    Connection connection = DriverManager.getConnection(url(file) + options);
    try {
      for (String pragma : pragmas) {
        execute(connection, pragma);
      }
      return connection;
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }
}
