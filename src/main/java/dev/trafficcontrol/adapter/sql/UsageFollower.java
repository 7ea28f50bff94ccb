package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.usage.Charge;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Carries the usage log a bounded step further along the book: first reads a stretch of the book,
/// then writes what it says, in a transaction of its own, so that writers of the book wait for the
/// writing alone. The log and its place in the book move together, so that no event is counted
/// twice or never.
final class UsageFollower {

  /// Events after which a stretch ends: so few that writers of the book hardly wait for it.
  private static final int STEP = 100;

  private static final String NEXT =
      BookReader.BATCHES + " WHERE first_event > ? ORDER BY first_event";

  /// An event of the book.
  record Event(long number, Batch.Entry entry, LedgerEvent read, Instant at) {}

  /// Whole batches that follow one another.
  ///
  /// @param after the number of the event before the first
  record Stretch(long after, List<Event> events) {

    Stretch {
      events = List.copyOf(events);
    }

    long last() {
      return after + events.size();
    }
  }

  private UsageFollower() {}

  /// What the log does not have yet, up to about [#STEP] events; no events where it has all.
  static Stretch next(Connection connection) throws SQLException {
    long after = last(connection);
    List<Event> events = new ArrayList<>(STEP);
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      next.setFetchSize(BookReader.AT_ONCE);
      next.setLong(1, after);
      try (ResultSet row = next.executeQuery()) {
        while (events.size() < STEP && row.next()) {
          Batch batch = BookReader.batch(row);
          for (Batch.Entry entry : batch.entries()) {
            events.add(new Event(after + events.size() + 1, entry, entry.event(), batch.at()));
          }
        }
      }
    }
    return new Stretch(after, events);
  }

  /// Writes a stretch down, unless somebody else has come further meanwhile. Returns the number of
  /// the last event that is in the log now.
  static long put(Connection connection, Stretch stretch) throws SQLException {
    long last = last(connection);
    if (last != stretch.after()) {
      return last;
    }
    requireInBook(connection, last);
    try (UsageStatements log = new UsageStatements(connection)) {
      for (Event event : stretch.events()) {
        follow(log, event);
      }
      log.keepOpen();
    }
    Sql.update(connection, "UPDATE tc_usage_progress SET last_event = ?", stretch.last());
    return stretch.last();
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
    return Sql.first(connection, "SELECT last_event FROM tc_usage_progress", row -> row.getLong(1))
        .orElseThrow(() -> new SQLException("tc_usage_progress has no row"));
  }

  /// The number of the book's last event; 0 where it has none.
  static long end(Connection connection) throws SQLException {
    return Sql.first(connection, BookStatements.LAST, row -> row.getLong(3)).orElse(0L);
  }

  private static void follow(UsageStatements log, Event event) throws SQLException {
    long number = event.number();
    switch (event.read()) {
      case LedgerEvent.Held held -> log.open(number, held, event.entry());
      case LedgerEvent.Settled(HoldId id, Money cost, Metered metered) -> {
        UsageStatements.Opened opened = log.close(id);
        Charge charge =
            new Charge(id, opened.held().scope(), event.at(), Charge.Basis.SETTLED, cost, metered);
        log.put(charge, opened.number(), number);
      }
      case LedgerEvent.Voided voided -> {
        log.close(voided.id());
        log.forget(voided.id());
      }
      case LedgerEvent.Expired(HoldId id, Money all, Instant bookedAt, String _, NoAnswer _) -> {
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
