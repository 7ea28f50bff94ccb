package dev.trafficcontrol.adapter.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What a database says of itself, by name, beside its [Stamp].
public final class Meta {

  /// Why its book can't be vouched for, as "is a backup of …". It goes with the file wherever that
  /// is copied, so that no way around `restore` gets around the question.
  public static final String DOUBT = "doubt";

  /// The configuration that a backup brings along.
  public static final String CONFIGURATION = "configuration";

  /// What tells this database from every other.
  public static final String DATABASE_ID = "database_id";

  private Meta() {}

  public static void put(Connection connection, String name, String value) throws SQLException {
    try (PreparedStatement put =
        connection.prepareStatement(
            "INSERT INTO tc_meta (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
      put.setString(1, name);
      put.setString(2, value);
      put.executeUpdate();
    }
  }

  public static Optional<String> find(Connection connection, String name) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("SELECT value FROM tc_meta WHERE name = ?")) {
      find.setString(1, name);
      try (ResultSet row = find.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /// Takes away what only a backup has.
  public static int forgetBackup(Connection connection) throws SQLException {
    try (PreparedStatement forget =
        connection.prepareStatement("DELETE FROM tc_meta WHERE name IN (?, ?)")) {
      forget.setString(1, DOUBT);
      forget.setString(2, CONFIGURATION);
      return forget.executeUpdate();
    }
  }
}
