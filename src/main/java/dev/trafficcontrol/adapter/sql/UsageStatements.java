package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.TokenUsage;
import dev.trafficcontrol.usage.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the usage log writes and looks up while it follows the book, on one connection.
final class UsageStatements implements AutoCloseable {

  /// @param number of the event that made the hold
  record Opened(long number, LedgerEvent.Held held) {}

  /// All of one length, so that texts compare as times do. Milliseconds are what the ledger keeps.
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /// A log that is filled again takes the place of what was there.
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

  private static final String CORRECT =
      """
      UPDATE tc_usage_log SET basis = ?,
        input_tokens = ?, cache_write_5m_tokens = ?, cache_write_1h_tokens = ?, cache_read_tokens = ?, output_tokens = ?,
        web_searches = ?, cost_usd = ?, cost_nanos = ?, price_book = ?, ended_event = ?
      WHERE hold_id = ?
      """;

  /// @param entry as the book has it
  private record Fresh(Opened opened, Batch.Entry entry) {}

  /// Opened since these statements were prepared, and not written down yet.
  private final Map<HoldId, Fresh> fresh = new LinkedHashMap<>();

  private final PreparedStatement open;
  private final PreparedStatement find;
  private final PreparedStatement close;
  private final PreparedStatement put;
  private final PreparedStatement correct;
  private final PreparedStatement forget;

  UsageStatements(Connection connection) throws SQLException {
    open =
        connection.prepareStatement(
            "INSERT INTO tc_usage_open (hold_id, held_event, held) VALUES (?, ?, ?)");
    find =
        connection.prepareStatement("SELECT held_event, held FROM tc_usage_open WHERE hold_id = ?");
    close = connection.prepareStatement("DELETE FROM tc_usage_open WHERE hold_id = ?");
    put = connection.prepareStatement(PUT);
    correct = connection.prepareStatement(CORRECT);
    forget = connection.prepareStatement("DELETE FROM tc_usage_clients WHERE hold_id = ?");
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  void open(long eventNumber, LedgerEvent.Held held, Batch.Entry entry) {
    fresh.put(held.id(), new Fresh(new Opened(eventNumber, held), entry));
  }

  /// Writes down which holds are left open: most were closed again before they had to be.
  void keepOpen() throws SQLException {
    for (Map.Entry<HoldId, Fresh> each : fresh.entrySet()) {
      open.setString(1, each.getKey().text());
      open.setLong(2, each.getValue().opened().number());
      open.setString(3, each.getValue().entry().json());
      open.executeUpdate();
    }
    fresh.clear();
  }

  /// The event that made this hold, which is not open to the log from now on.
  Opened close(HoldId hold) throws SQLException {
    Fresh known = fresh.remove(hold);
    return known != null ? known.opened() : closeKept(hold);
  }

  private Opened closeKept(HoldId hold) throws SQLException {
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

  /// Nothing was billed for this hold, so nobody asks who made its call.
  void forget(HoldId hold) throws SQLException {
    forget.setString(1, hold.text());
    forget.executeUpdate();
  }

  /// Takes a correction over: who paid, and when, is as the log has it. The event that made the
  /// hold may not be in the book any more.
  void correct(HoldId hold, Money actual, @Nullable Metered metered, long number)
      throws SQLException {
    TokenUsage tokens = Charge.tokens(metered);
    correct.setString(1, label(Charge.Basis.CORRECTED));
    int next = putTokens(correct, 2, tokens);
    putCost(correct, next, actual, metered);
    correct.setLong(next + 3, number);
    correct.setString(next + 4, hold.text());
    if (correct.executeUpdate() != 1) {
      throw new StoreUnavailable("the usage log does not have hold " + hold);
    }
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
    put.setString(3, label(charge.basis()));
    put.setString(4, charge.scope().key());
    put.setString(5, attempt == null ? null : attempt.project());
    put.setString(6, attempt == null ? null : attempt.task());
    put.setString(7, attempt == null ? null : attempt.run());
    put.setString(8, charge.model());
    int next = putTokens(put, 9, tokens);
    putCost(put, next, charge.cost(), charge.metered());
    put.setLong(next + 3, heldAt);
    put.setLong(next + 4, endedAt);
    put.executeUpdate();
  }

  private static int putTokens(PreparedStatement statement, int first, TokenUsage tokens)
      throws SQLException {
    statement.setLong(first, tokens.input());
    statement.setLong(first + 1, tokens.write5m());
    statement.setLong(first + 2, tokens.write1h());
    statement.setLong(first + 3, tokens.cacheRead());
    statement.setLong(first + 4, tokens.output());
    statement.setLong(first + 5, tokens.webSearches());
    return first + 6;
  }

  private static void putCost(
      PreparedStatement statement, int first, Money cost, @Nullable Metered metered)
      throws SQLException {
    statement.setString(first, cost.toUsd());
    statement.setLong(first + 1, cost.nanos());
    statement.setString(first + 2, metered == null ? null : metered.priceBookVersion());
  }

  private static String label(Charge.Basis basis) {
    return basis.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws SQLException {
    try (open;
        find;
        close;
        correct;
        forget) {
      put.close();
    }
  }
}
