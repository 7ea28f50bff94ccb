package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Consumer;

/// Streams the book's batches, oldest first; one at a time is in memory.
public final class BookReader {

  /// Begins a query whose rows [#batch] reads.
  public static final String BATCHES =
      "SELECT number, first_event, at, body, previous_hash, hash FROM tc_batches";

  /// Batches that a driver may fetch at once: they can be large.
  static final int AT_ONCE = 16;

  private static final int TIMES_AT_ONCE = 1_000;

  private BookReader() {}

  /// Hands batches over, of one snapshot.
  public interface Reading {
    void of(Connection connection) throws SQLException;
  }

  /// @param after the number of the last batch that is known already; 0 for all
  public static void forEach(Connection connection, long after, Consumer<Batch> reader)
      throws SQLException {
    try (PreparedStatement batches =
        connection.prepareStatement(BATCHES + " WHERE number > ? ORDER BY number")) {
      batches.setFetchSize(AT_ONCE);
      batches.setLong(1, after);
      try (ResultSet row = batches.executeQuery()) {
        while (row.next()) {
          reader.accept(batch(row));
        }
      }
    }
  }

  /// As the other, of what was written from that time on: what lies before is not read, and of the
  /// tail's beginning no more than times.
  public static void forEach(Connection connection, Instant from, Consumer<Batch> reader)
      throws SQLException {
    forEach(connection, lastBefore(connection, from), reader);
  }

  private static long lastBefore(Connection connection, Instant from) throws SQLException {
    try (PreparedStatement times =
        connection.prepareStatement("SELECT number, at FROM tc_batches ORDER BY number DESC")) {
      times.setFetchSize(TIMES_AT_ONCE);
      try (ResultSet row = times.executeQuery()) {
        while (row.next()) {
          if (time(row, 2).isBefore(from)) {
            return row.getLong(1);
          }
        }
      }
    }
    return 0;
  }

  /// Whether the book has a batch of that number and hash, or begins after it.
  public static boolean contains(Connection connection, Head head) throws SQLException {
    return Sql.exists(
        connection,
        """
        SELECT 1 FROM tc_batches WHERE number = ? AND hash = ?
        UNION ALL SELECT 1 FROM tc_base WHERE number = ? AND hash = ?
        """,
        head.number(),
        head.hash(),
        head.number(),
        head.hash());
  }

  /// The number of the last batch that was archived; 0 where none was.
  public static long archived(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT number FROM tc_base", row -> row.getLong(1)).orElse(0L);
  }

  public static Batch batch(ResultSet row) throws SQLException {
    return Batch.stored(
        row.getLong(1), row.getLong(2), time(row, 3), text(row, 4), text(row, 5), text(row, 6));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    try {
      return Instant.parse(text(row, column));
    } catch (DateTimeException unreadable) {
      throw new LedgerUnavailable(
          "the book's batch " + row.getLong(1) + " has no readable time", unreadable);
    }
  }

  /// Empty where damage left nothing: no time and no hash is that, so it is noticed.
  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
