package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What the usage log writes and looks up while it follows the book, on one connection.
final class UsageStatements implements AutoCloseable {

  /// @param number of the event that made the hold
  record Opened(long number, LedgerEvent.Held held) {}

  /// @param heldEvent the number of the event that made the hold
  record Logged(long heldEvent, Instant at) {}

  /// All of one length, so that texts compare as times do. Milliseconds are what the ledger keeps.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String BATCH_OF_EVENT =
      BookReader.BATCHES + " WHERE first_event <= ? ORDER BY first_event DESC LIMIT 1";

  /// A correction takes the place of what was there.
  private static final String PUT =
      """
      INSERT INTO tc_usage_log (hold_id, at, basis, key_id, project_id, task_id, run_id, model,
        input_tokens, cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, output_tokens, web_searches,
        cost_usd, cost_nanos, price_book, held_event, ended_event)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (hold_id) DO UPDATE SET at = excluded.at, basis = excluded.basis, key_id = excluded.key_id,
        project_id = excluded.project_id, task_id = excluded.task_id, run_id = excluded.run_id, model = excluded.model,
        input_tokens = excluded.input_tokens, cache_write_5m_tokens = excluded.cache_write_5m_tokens,
        cache_write_1h_tokens = excluded.cache_write_1h_tokens, cache_read_tokens = excluded.cache_read_tokens,
        output_tokens = excluded.output_tokens, web_searches = excluded.web_searches, cost_usd = excluded.cost_usd,
        cost_nanos = excluded.cost_nanos, price_book = excluded.price_book, held_event = excluded.held_event,
        ended_event = excluded.ended_event
      """;

  private final PreparedStatement open;
  private final PreparedStatement find;
  private final PreparedStatement close;
  private final PreparedStatement event;
  private final PreparedStatement logged;
  private final PreparedStatement put;

  UsageStatements(Connection connection) throws SQLException {
    open =
        connection.prepareStatement(
            "INSERT INTO tc_usage_open (hold_id, held_event, held) VALUES (?, ?, ?)");
    find =
        connection.prepareStatement("SELECT held_event, held FROM tc_usage_open WHERE hold_id = ?");
    close = connection.prepareStatement("DELETE FROM tc_usage_open WHERE hold_id = ?");
    event = connection.prepareStatement(BATCH_OF_EVENT);
    logged =
        connection.prepareStatement("SELECT held_event, at FROM tc_usage_log WHERE hold_id = ?");
    put = connection.prepareStatement(PUT);
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  void open(HoldId hold, long eventNumber, Batch.Entry held) throws SQLException {
    open.setString(1, hold.text());
    open.setLong(2, eventNumber);
    open.setString(3, held.json());
    open.executeUpdate();
  }

  /// The event that made this hold, which is not open to the log from now on.
  Opened close(HoldId hold) throws SQLException {
    find.setString(1, hold.text());
    Opened opened;
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        throw new StoreUnavailable("the usage log does not know hold " + hold + " as open");
      }
      long number = row.getLong(1);
      opened = new Opened(number, asHeld(number, new Batch.Entry(row.getString(2))));
    }
    close.setString(1, hold.text());
    close.executeUpdate();
    return opened;
  }

  /// What the log has of an ended hold.
  Logged logged(HoldId hold) throws SQLException {
    logged.setString(1, hold.text());
    try (ResultSet row = logged.executeQuery()) {
      if (!row.next()) {
        throw new StoreUnavailable("the usage log does not have hold " + hold);
      }
      return new Logged(row.getLong(1), Instant.parse(row.getString(2)));
    }
  }

  /// The event of that number, looked up in the book.
  LedgerEvent.Held held(long eventNumber) throws SQLException {
    event.setLong(1, eventNumber);
    try (ResultSet row = event.executeQuery()) {
      if (row.next()) {
        Batch batch = BookReader.batch(row);
        int at = Math.toIntExact(eventNumber - batch.firstEvent());
        if (at < batch.entries().size()) {
          return asHeld(eventNumber, batch.entries().get(at));
        }
      }
    }
    throw new StoreUnavailable("the book has no event " + eventNumber);
  }

  private static LedgerEvent.Held asHeld(long number, Batch.Entry entry) {
    if (entry.event() instanceof LedgerEvent.Held held) {
      return held;
    }
    throw new StoreUnavailable("the book's event " + number + " is not a hold");
  }

  void put(Charge charge, long heldAt, long endedAt) throws SQLException {
    AttemptBinding attempt = charge.scope().attempt();
    TokenUsage tokens = charge.tokens();
    put.setString(1, charge.hold().text());
    put.setString(2, time(charge.at()));
    put.setString(3, charge.basis().name().toLowerCase(Locale.ROOT));
    put.setString(4, charge.scope().key());
    put.setString(5, attempt == null ? null : attempt.project());
    put.setString(6, attempt == null ? null : attempt.task());
    put.setString(7, attempt == null ? null : attempt.run());
    put.setString(8, charge.model());
    put.setLong(9, tokens.input());
    put.setLong(10, tokens.write5m());
    put.setLong(11, tokens.write1h());
    put.setLong(12, tokens.cacheRead());
    put.setLong(13, tokens.output());
    put.setLong(14, tokens.webSearches());
    put.setString(15, charge.cost().toUsd());
    put.setLong(16, charge.cost().nanos());
    put.setString(17, charge.metered() == null ? null : charge.metered().priceBookVersion());
    put.setLong(18, heldAt);
    put.setLong(19, endedAt);
    put.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    try (open;
        find;
        close;
        event;
        logged) {
      put.close();
    }
  }
}
