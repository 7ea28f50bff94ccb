package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Streams the book's batches, oldest first, with two cursors side by side; at most one batch is in
/// memory.
final class BookReader implements AutoCloseable {

  private final Statement batchStatement;
  private final Statement eventStatement;
  private final ResultSet batches;
  private final ResultSet events;
  private boolean moreEvents;

  BookReader(Connection connection) throws SQLException {
    batchStatement = connection.createStatement();
    eventStatement = connection.createStatement();
    batches =
        batchStatement.executeQuery(
            "SELECT number, first_event, at, previous_hash, hash FROM tc_batches ORDER BY number");
    events = eventStatement.executeQuery("SELECT batch, kind, body FROM tc_events ORDER BY number");
  }

  void forEach(Consumer<Batch> reader) throws SQLException {
    moreEvents = events.next();
    while (batches.next()) {
      reader.accept(batch());
    }
    if (moreEvents) {
      throw new LedgerUnavailable(
          "the book has events of batch "
              + events.getLong(1)
              + ", which is not in it: it was changed by hand, restore a backup");
    }
  }

  private Batch batch() throws SQLException {
    long number = batches.getLong(1);
    List<Batch.Entry> entries = new ArrayList<>();
    while (moreEvents && events.getLong(1) == number) {
      entries.add(new Batch.Entry(text(events, 2), text(events, 3)));
      moreEvents = events.next();
    }
    try {
      return new Batch(
          number,
          batches.getLong(2),
          Instant.parse(text(batches, 3)),
          entries,
          text(batches, 4),
          text(batches, 5));
    } catch (DateTimeException unreadable) {
      throw new LedgerUnavailable(
          "the book's batch " + number + " has no readable time", unreadable);
    }
  }

  /// Empty where damage left nothing: no time and no hash is that, so it is noticed.
  private static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  @Override
  public void close() throws SQLException {
    try (batchStatement;
        eventStatement;
        batches;
        events) {
      moreEvents = false;
    }
  }
}
