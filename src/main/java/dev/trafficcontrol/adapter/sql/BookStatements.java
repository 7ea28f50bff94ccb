package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.ScopeKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The book's statements, prepared once for the connection that writes: parsing SQL again for each
/// batch would cost more than the batch.
public final class BookStatements {

  public static final String LAST =
      "SELECT number, hash, first_event + events - 1 FROM tc_batches ORDER BY number DESC LIMIT 1";

  private final Connection connection;
  private final PreparedStatement last;
  private final PreparedStatement insertBatch;
  private final PreparedStatement putBudget;

  public BookStatements(Connection connection) throws SQLException {
    this.connection = connection;
    last = connection.prepareStatement(LAST);
    insertBatch =
        connection.prepareStatement(
            "INSERT INTO tc_batches (number, first_event, events, at, previous_hash, hash, clock, body)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    putBudget =
        connection.prepareStatement(
            """
            INSERT INTO tc_budgets
              (id, project_id, scope, subject, "window", limit_usd, spent_usd, held_usd, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
              limit_usd = excluded.limit_usd, spent_usd = excluded.spent_usd,
              held_usd = excluded.held_usd, updated_at = excluded.updated_at
            """);
  }

  @SuppressWarnings("ReferenceEquality") // the very connection: a statement works on no other
  public boolean belongTo(Connection other) {
    return connection == other;
  }

  public Head head() throws SQLException {
    try (ResultSet row = last.executeQuery()) {
      return head(row);
    }
  }

  public static Head head(ResultSet row) throws SQLException {
    return row.next() ? new Head(row.getLong(1), row.getString(2), row.getLong(3)) : Head.EMPTY;
  }

  public void insert(Batch batch) throws SQLException {
    insertBatch.setLong(1, batch.number());
    insertBatch.setLong(2, batch.firstEvent());
    insertBatch.setInt(3, batch.entries().size());
    insertBatch.setString(4, batch.at().toString());
    insertBatch.setString(5, batch.previousHash());
    insertBatch.setString(6, batch.hash());
    insertBatch.setString(7, clock(batch));
    insertBatch.setString(8, batch.body());
    insertBatch.executeUpdate();
  }

  /// The last event that says what the machine's clock said.
  private static @Nullable String clock(Batch batch) {
    return batch.entries().reversed().stream()
        .filter(entry -> entry.kind().startsWith("clock-"))
        .map(Batch.Entry::json)
        .findFirst()
        .orElse(null);
  }

  public void put(List<BudgetView> budgets, Instant at) throws SQLException {
    for (BudgetView budget : budgets) {
      boolean ofProject = budget.id().scope().kind() == ScopeKind.PROJECT;
      putBudget.setString(1, budget.id().toString());
      putBudget.setString(2, ofProject ? budget.id().scope().subject() : null);
      putBudget.setString(3, budget.id().scope().kind().label());
      putBudget.setString(4, budget.id().scope().subject());
      putBudget.setString(5, budget.id().window().label());
      putBudget.setString(6, budget.limit().toString());
      putBudget.setString(7, budget.spent().toUsd());
      putBudget.setString(8, budget.held().toUsd());
      putBudget.setString(9, at.toString());
      putBudget.addBatch();
    }
    putBudget.executeBatch();
  }

  /// Forgets rows that a failed batch left queued in the statements.
  public void clear() throws SQLException {
    putBudget.clearBatch();
  }
}
