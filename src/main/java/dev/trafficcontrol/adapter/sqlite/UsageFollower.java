package dev.trafficcontrol.adapter.sqlite;

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

  /// Events per transaction: so few that writers of the book hardly wait for it.
  private static final int STEP = 2_000;

  private static final String NEXT =
      """
      SELECT e.number, e.kind, e.body, b.at
      FROM tc_events e JOIN tc_batches b ON b.number = e.batch
      WHERE e.number > ? ORDER BY e.number LIMIT ?
      """;

  private UsageFollower() {}

  /// The number of the last event that is in the log now.
  static long step(Connection connection) throws SQLException {
    long last = last(connection);
    try (UsageStatements log = new UsageStatements(connection);
        PreparedStatement next = connection.prepareStatement(NEXT)) {
      next.setLong(1, last);
      next.setInt(2, STEP);
      try (ResultSet row = next.executeQuery()) {
        while (row.next()) {
          last = row.getLong(1);
          LedgerEvent event = new Batch.Entry(row.getString(2), row.getString(3)).event();
          follow(log, last, event, Instant.parse(row.getString(4)));
        }
      }
    }
    try (PreparedStatement progress =
        connection.prepareStatement("UPDATE tc_usage_progress SET last_event = ?")) {
      progress.setLong(1, last);
      progress.executeUpdate();
    }
    return last;
  }

  static long last(Connection connection) throws SQLException {
    try (PreparedStatement progress =
            connection.prepareStatement("SELECT last_event FROM tc_usage_progress");
        ResultSet row = progress.executeQuery()) {
      return row.getLong(1);
    }
  }

  private static void follow(UsageStatements log, long number, LedgerEvent event, Instant at)
      throws SQLException {
    switch (event) {
      case LedgerEvent.Held held -> log.open(held.id(), number);
      case LedgerEvent.Settled(HoldId id, Money cost, Metered metered) -> {
        long held = log.close(id);
        Charge charge =
            new Charge(id, log.held(held).scope(), at, Charge.Basis.SETTLED, cost, metered);
        log.put(charge, held, number);
      }
      case LedgerEvent.Voided voided -> log.close(voided.id());
      case LedgerEvent.Expired(HoldId id, Money all, Instant bookedAt, String _) -> {
        long held = log.close(id);
        Charge charge =
            new Charge(id, log.held(held).scope(), bookedAt, Charge.Basis.EXPIRED, all, null);
        log.put(charge, held, number);
      }
      case LedgerEvent.Corrected(
              HoldId id,
              Money _,
              Money actual,
              Metered metered,
              String _,
              String _) -> {
        UsageStatements.Logged before = log.logged(id);
        Charge charge =
            new Charge(
                id,
                log.held(before.heldEvent()).scope(),
                before.at(),
                Charge.Basis.CORRECTED,
                actual,
                metered);
        log.put(charge, before.heldEvent(), number);
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
          LedgerEvent.ClockSet _ -> {}
    }
  }
}
