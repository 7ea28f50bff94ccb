package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The book's statements, prepared once for the connection that writes: parsing SQL again for each
/// batch would cost more than the batch.
public final class BookStatements {

  public static final String LAST =
      "SELECT number, hash, first_event + events - 1 FROM tc_batches ORDER BY number DESC LIMIT 1";

  /// Takes what [#bind] binds.
  public static final String INSERT =
      "INSERT INTO tc_batches (number, first_event, events, at, previous_hash, hash, clock, body)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private final Connection connection;
  private final PreparedStatement last;
  private final PreparedStatement insertBatch;
  private final PreparedStatement putBudget;

  public BookStatements(Connection connection) throws SQLException {
    this.connection = connection;
    last = connection.prepareStatement(LAST);
    insertBatch = connection.prepareStatement(INSERT);
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
    bind(insertBatch, batch);
    insertBatch.executeUpdate();
  }

  /// Binds the parameters of [#INSERT], which come first; returns the place of the next.
  public static int bind(PreparedStatement insert, Batch batch) throws SQLException {
    int next = 1;
    insert.setLong(next++, batch.number());
    insert.setLong(next++, batch.firstEvent());
    insert.setInt(next++, batch.entries().size());
    insert.setString(next++, batch.at().toString());
    insert.setString(next++, batch.previousHash());
    insert.setString(next++, batch.hash());
    insert.setString(next++, clock(batch));
    insert.setString(next++, batch.body());
    return next;
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
    List<Function<BudgetView, @Nullable String>> columns = budgetColumns(at);
    for (BudgetView budget : budgets) {
      int next = 1;
      for (Function<BudgetView, @Nullable String> column : columns) {
        putBudget.setString(next++, column.apply(budget));
      }
      putBudget.addBatch();
    }
    putBudget.executeBatch();
  }

  /// How a budget is written down, column by column.
  public static List<Function<BudgetView, @Nullable String>> budgetColumns(Instant at) {
    String updated = at.toString();
    return List.of(
        budget -> budget.id().toString(),
        budget -> {
          Scope scope = budget.id().scope();
          return scope.kind() == ScopeKind.PROJECT ? scope.subject() : null;
        },
        budget -> budget.id().scope().kind().label(),
        budget -> budget.id().scope().subject(),
        budget -> budget.id().window().label(),
        budget -> budget.limit().toString(),
        budget -> budget.spent().toUsd(),
        budget -> budget.held().toUsd(),
        budget -> updated);
  }

  /// Forgets rows that a failed batch left queued in the statements.
  public void clear() throws SQLException {
    putBudget.clearBatch();
  }
}
