package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.usage.CallLog;
import dev.trafficcontrol.usage.LoggedCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The calls of `tc_usage_log`, each with its hold from the book beside it, as far as the book
/// still has it.
public final class SqlCalls implements CallLog {

  private static final String ENDED =
      """
      SELECT hold_id, at, key_id, project_id, task_id, run_id, model,
             input_tokens + cache_write_5m_tokens + cache_write_1h_tokens + cache_read_tokens + output_tokens,
             cost_nanos, held_event
      FROM tc_usage_log WHERE at >= ? AND at < ? ORDER BY at, hold_id LIMIT ?
      """;

  private static final String BATCHES =
      BookReader.BATCHES
          + " WHERE first_event + events > ? AND first_event <= ? ORDER BY first_event";

  private final Database database;
  private final SqlUsage usage;

  public SqlCalls(Database database) {
    this.database = database;
    this.usage = new SqlUsage(database);
  }

  /// A row of the log.
  private record Row(HoldId id, long heldEvent, LoggedCall call) {}

  /// A hold as it was granted.
  private record Granted(Instant at, Money amount) {}

  @Override
  public List<LoggedCall> calls(Instant from, Instant until, int most) {
    usage.catchUp();
    return database.read(connection -> {
      List<Row> rows =
          Sql.list(
              connection,
              ENDED,
              SqlCalls::row,
              UsageStatements.time(from),
              UsageStatements.time(until),
              most);
      Map<HoldId, Granted> granted = granted(connection, rows);
      return rows.stream().map(row -> whole(row, granted)).toList();
    });
  }

  private static Row row(ResultSet row) throws SQLException {
    HoldId id = HoldId.parse(row.getString(1));
    String run = row.getString(6);
    Money cost = Money.ofNanos(row.getLong(9));
    HoldScope scope =
        new HoldScope(
            row.getString(3),
            List.of(row.getString(7)),
            run == null
                ? null
                : new AttemptBinding(row.getString(4), row.getString(5), run, 0, null),
            null);
    Instant ended = Instant.parse(row.getString(2));
    return new Row(
        id,
        row.getLong(10),
        new LoggedCall(scope, id.mintedAt(), ended, cost, cost, row.getLong(8)));
  }

  private static LoggedCall whole(Row row, Map<HoldId, Granted> granted) {
    Granted hold = granted.get(row.id());
    LoggedCall call = row.call();
    return hold == null
        ? call
        : new LoggedCall(
            call.scope(), hold.at(), call.endedAt(), hold.amount(), call.cost(), call.tokens());
  }

  private static Map<HoldId, Granted> granted(Connection connection, List<Row> rows)
      throws SQLException {
    Map<HoldId, Granted> granted = new HashMap<>();
    if (rows.isEmpty()) {
      return granted;
    }
    try (PreparedStatement batches = connection.prepareStatement(BATCHES)) {
      batches.setFetchSize(BookReader.AT_ONCE);
      batches.setLong(1, rows.stream().mapToLong(Row::heldEvent).min().orElseThrow());
      batches.setLong(2, rows.stream().mapToLong(Row::heldEvent).max().orElseThrow());
      try (ResultSet row = batches.executeQuery()) {
        while (row.next()) {
          Batch batch = BookReader.batch(row);
          for (Batch.Entry entry : batch.entries()) {
            if (entry.event() instanceof LedgerEvent.Held held) {
              granted.put(held.id(), new Granted(batch.at(), held.amount()));
            }
          }
        }
      }
    }
    return granted;
  }
}
