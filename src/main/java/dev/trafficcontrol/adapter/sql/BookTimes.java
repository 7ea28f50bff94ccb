package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.ClockReading;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Finds what a book says of time: at its end, so that a start need not read it twice.
public final class BookTimes {

  private static final String LAST = "SELECT at FROM tc_batches ORDER BY number DESC LIMIT 1";
  private static final String CLOCK =
      """
      SELECT clock FROM (
        SELECT number, clock FROM tc_base UNION ALL
        SELECT * FROM (
          SELECT number, clock FROM tc_batches WHERE clock IS NOT NULL ORDER BY number DESC LIMIT 1) AS newest
      ) AS clocks WHERE clock IS NOT NULL ORDER BY number DESC LIMIT 1
      """;

  private BookTimes() {}

  public static BookTime read(Connection connection) throws SQLException {
    try (PreparedStatement last = connection.prepareStatement(LAST);
        ResultSet row = last.executeQuery()) {
      return row.next()
          ? new BookTime(Instant.parse(row.getString(1)), reading(connection))
          : BookTime.NONE;
    }
  }

  private static @Nullable ClockReading reading(Connection connection) throws SQLException {
    try (PreparedStatement clock = connection.prepareStatement(CLOCK);
        ResultSet row = clock.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      LedgerEvent event = new Batch.Entry(row.getString(1)).event();
      return event instanceof LedgerEvent.ClockSet set
          ? set.to()
          : ((LedgerEvent.ClockNoted) event).reading();
    }
  }
}
