package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.ledger.ClockVerdict;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The database's clock, by which all nodes go, carried on between two looks by the time that
/// passes here. Never goes back.
final class DatabaseClock implements InstantSource {

  /// In millionths of a second since 1970.
  static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

  private static final long MICROS = 1_000_000;

  private final LongSupplier nanos;
  private Instant seen;
  private long seenAt;
  private Instant told;

  /// @param nanos elapsed time, as of [System#nanoTime]
  DatabaseClock(Instant now, LongSupplier nanos) {
    this.nanos = nanos;
    this.seen = now;
    this.seenAt = nanos.getAsLong();
    this.told = now;
  }

  static Instant read(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT " + NOW, row -> instant(row.getLong(1)))
        .orElseThrow(() -> new SQLException("the database tells no time"));
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }

  /// Takes over what the database says, and returns it.
  ///
  /// Throws [LedgerUnavailable] where it stepped forward by more than the time that passed
  /// explains: that would free budgets. Nothing is decided by such a clock until it is right again,
  /// or until the program is started anew and has judged it. One that stepped back frees nothing.
  synchronized Instant checked(Instant now) {
    long here = nanos.getAsLong();
    Duration ahead = Duration.between(seen.plusNanos(here - seenAt), now);
    if (ahead.compareTo(ClockVerdict.TOLERANCE) > 0) {
      throw new LedgerUnavailable(
          "the database's clock went forward by %d minutes more than time did, which would free budgets: set it right, or start anew"
              .formatted(ahead.toMinutes()));
    }
    seen = now;
    seenAt = here;
    return now;
  }

  @Override
  public synchronized Instant instant() {
    Instant now = seen.plusNanos(nanos.getAsLong() - seenAt);
    told = now.isBefore(told) ? told : now;
    return told;
  }
}
