package dev.trafficcontrol.adapter.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Statements in one line each. Values are always bound, never written into the text.
///
/// A parameter is a plain `?`, in a place that says of which type it is: next to a column, or in a
/// `CAST`. PostgreSQL knows no numbered ones and guesses nothing.
public final class Sql {

  /// Stands for the one character that PostgreSQL can't keep. An agent's last words may have it,
  /// and must not keep its run from ending.
  private static final char REPLACEMENT = '\uFFFD';

  private Sql() {}

  public interface Row<R> {
    R read(ResultSet row) throws SQLException;
  }

  /// How many rows it changed.
  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  public static <R> List<R> list(
      Connection connection, String sql, Row<R> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<R> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  public static <R> Optional<R> first(
      Connection connection, String sql, Row<R> row, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
    }
  }

  public static boolean exists(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    return first(connection, sql, _ -> true, values).isPresent();
  }

  /// The next value of a sequence: larger than any before, also after a restart.
  static long next(Connection connection, String sequence) throws SQLException {
    return first(
            connection,
            "UPDATE tc_sequences SET value = value + 1 WHERE name = ? RETURNING value",
            row -> row.getLong(1),
            sequence)
        .orElseThrow(() -> new SQLException("there is no sequence " + sequence));
  }

  static long current(Connection connection, String sequence) throws SQLException {
    return first(
            connection,
            "SELECT value FROM tc_sequences WHERE name = ?",
            row -> row.getLong(1),
            sequence)
        .orElseThrow(() -> new SQLException("there is no sequence " + sequence));
  }

  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  public static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private static PreparedStatement bound(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < values.length; i++) {
        bind(statement, i + 1, values[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException failed) {
      statement.close();
      throw failed;
    }
  }

  private static void bind(PreparedStatement statement, int at, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(at, Types.NULL);
      case String text -> statement.setString(at, text.replace('\0', REPLACEMENT));
      case Integer number -> statement.setLong(at, number);
      case Long number -> statement.setLong(at, number);
      case Instant instant -> statement.setLong(at, instant.toEpochMilli());
      default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }
}
