package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.BookStatements;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Head;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a turn says to the server, prepared once for its connection: two round trips besides the
/// commit. All nodes wait while a turn lasts, and each round trip is as long as a short batch.
///
/// Statements that are sent together are still statements of their own: each sees what was
/// committed before it began.
final class TurnStatements {

  private static final String LOCK =
      "SELECT number FROM tc_book WHERE id = 1 FOR UPDATE;"
          + " SELECT number, hash, events, "
          + DatabaseClock.NOW
          + " FROM tc_book WHERE id = 1";

  private static final String APPEND =
      BookStatements.INSERT
          + """
          ;
          UPDATE tc_book SET number = ?, hash = ?, events = ?, at = ? WHERE id = 1 AND number = ?;
          INSERT INTO tc_budgets
            (id, project_id, scope, subject, "window", limit_usd, spent_usd, held_usd, updated_at)
          SELECT * FROM unnest(CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]),
            CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]), CAST(? AS TEXT[]))
          ON CONFLICT (id) DO UPDATE SET
            limit_usd = excluded.limit_usd, spent_usd = excluded.spent_usd,
            held_usd = excluded.held_usd, updated_at = excluded.updated_at
          """;

  private final Connection connection;
  private final PreparedStatement lock;
  private final PreparedStatement append;

  /// The head of the book, locked, and the database's time after it was.
  record Locked(Head head, Instant time) {}

  TurnStatements(Connection connection) throws SQLException {
    this.connection = connection;
    this.lock = connection.prepareStatement(LOCK);
    this.append = connection.prepareStatement(APPEND);
  }

  @SuppressWarnings("ReferenceEquality") // the very connection: a statement works on no other
  boolean belongTo(Connection other) {
    return connection == other;
  }

  Locked lock() throws SQLException {
    lock.execute();
    if (!lock.getMoreResults()) {
      throw new SQLException("tc_book can't be read");
    }
    try (ResultSet row = lock.getResultSet()) {
      if (!row.next()) {
        throw new SQLException("tc_book has lost its row");
      }
      return new Locked(
          new Head(row.getLong(1), row.getString(2), row.getLong(3)),
          DatabaseClock.instant(row.getLong(4)));
    }
  }

  /// @param from the head that the batch follows, locked by this turn
  void append(Batch batch, List<BudgetView> touched, Head from) throws SQLException {
    int next = BookStatements.bind(append, batch);
    append.setLong(next++, batch.number());
    append.setString(next++, batch.hash());
    append.setLong(next++, batch.head().events());
    append.setString(next++, batch.at().toString());
    append.setLong(next++, from.number());
    bind(next, touched, batch.at());
    append.execute();
    append.getMoreResults();
    if (append.getUpdateCount() != 1) {
      throw new SQLException("the head of the book moved although it was locked");
    }
  }

  private void bind(int first, List<BudgetView> touched, Instant at) throws SQLException {
    int next = first;
    for (Function<BudgetView, @Nullable String> column : BookStatements.budgetColumns(at)) {
      Array values =
          connection.createArrayOf("text", touched.stream().map(column).toArray(String[]::new));
      append.setArray(next++, values);
    }
  }
}
