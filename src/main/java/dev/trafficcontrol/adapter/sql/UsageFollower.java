package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.usage.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/// Carries the usage log a bounded step further along the book, in the caller's transaction: the
/// log and its place in the book move together, so that no event is counted twice or never.
final class UsageFollower {

  /// Events after which a transaction ends: so few that writers of the book hardly wait for it.
  private static final int STEP = 500;

  private static final String NEXT =
      BookReader.BATCHES + " WHERE first_event > ? ORDER BY first_event";

  private UsageFollower() {}

  /// The number of the last event that is in the log now.
  static long step(Connection connection) throws SQLException {
    long last = last(connection);
    requireInBook(connection, last);
    try (UsageStatements log = new UsageStatements(connection);
        PreparedStatement next = connection.prepareStatement(NEXT)) {
      long enough = last + STEP;
      next.setFetchSize(BookReader.AT_ONCE);
      next.setLong(1, last);
      try (ResultSet row = next.executeQuery()) {
        while (last < enough && row.next()) {
          Batch batch = BookReader.batch(row);
          for (Batch.Entry entry : batch.entries()) {
            last++;
            follow(log, last, entry, batch.at());
          }
        }
      }
    }
    Sql.update(connection, "UPDATE tc_usage_progress SET last_event = ?", last);
    return last;
  }

  /// An archive waits for the log; but somebody may have emptied it, to have it filled again.
  private static void requireInBook(Connection connection, long last) throws SQLException {
    long archived =
        Sql.first(connection, "SELECT events FROM tc_base", row -> row.getLong(1)).orElse(0L);
    if (last < archived) {
      throw new StoreUnavailable(
          "the usage log ends at event %d, and the book begins after event %d: what lies between is in an archive"
              .formatted(last, archived));
    }
  }

  static long last(Connection connection) throws SQLException {
    return number(connection, "SELECT last_event FROM tc_usage_progress");
  }

  /// The number of the book's last event; 0 where it has none.
  static long end(Connection connection) throws SQLException {
    return number(connection, "SELECT COALESCE(MAX(first_event + events - 1), 0) FROM tc_batches");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    return Sql.first(connection, sql, row -> row.getLong(1))
        .orElseThrow(() -> new SQLException("no row: " + sql));
  }

  private static void follow(UsageStatements log, long number, Batch.Entry entry, Instant at)
      throws SQLException {
    switch (entry.event()) {
      case LedgerEvent.Held held -> log.open(held.id(), number, entry);
      case LedgerEvent.Settled(HoldId id, Money cost, Metered metered) -> {
        UsageStatements.Opened opened = log.close(id);
        Charge charge =
            new Charge(id, opened.held().scope(), at, Charge.Basis.SETTLED, cost, metered);
        log.put(charge, opened.number(), number);
      }
      case LedgerEvent.Voided voided -> {
        log.close(voided.id());
        log.forget(voided.id());
      }
      case LedgerEvent.Expired(HoldId id, Money all, Instant bookedAt, String _) -> {
        UsageStatements.Opened opened = log.close(id);
        Charge charge =
            new Charge(id, opened.held().scope(), bookedAt, Charge.Basis.EXPIRED, all, null);
        log.put(charge, opened.number(), number);
      }
      case LedgerEvent.Corrected(
              HoldId id,
              Money _,
              Money actual,
              Metered metered,
              String _,
              String _) -> {
        log.correct(id, actual, metered, number);
      }
      case LedgerEvent.BudgetSet _,
          LedgerEvent.BudgetRaised _,
          LedgerEvent.Shrunk _,
          LedgerEvent.KeyMinted _,
          LedgerEvent.KeyRevoked _,
          LedgerEvent.AttemptOpened _,
          LedgerEvent.AttemptClosed _,
          LedgerEvent.BreakerTripped _,
          LedgerEvent.BreakerReset _,
          LedgerEvent.BreakerClosed _,
          LedgerEvent.Killed _,
          LedgerEvent.Revived _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _,
          LedgerEvent.Checkpointed _,
          LedgerEvent.Archived _ -> {}
    }
  }
}
