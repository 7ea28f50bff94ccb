package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Chooses what a target is sent next: first a message that failed, or whose sender died, then a
/// new one of what waits.
final class OutboxChoice {

  /// Rows of one target that make one message.
  ///
  /// @param message its id, where it was made before
  record Chosen(Optional<String> message, List<Long> alerts, List<String> ids) {}

  private record Waiting(long alert, String id) {}

  private record Unfinished(String message, Instant formed, Instant next) {}

  private OutboxChoice() {}

  static Optional<Chosen> of(Connection connection, String target, Instant now)
      throws SQLException {
    List<Unfinished> unfinished =
        Sql.list(
            connection,
            """
            SELECT parcel, MAX(formed_at), MAX(next_at) FROM tc_alert_deliveries
            WHERE target = ? AND state = 'queued' AND parcel IS NOT NULL
            GROUP BY parcel ORDER BY 3, 1
            """,
            row ->
                new Unfinished(
                    row.getString(1),
                    Instant.ofEpochMilli(row.getLong(2)),
                    Instant.ofEpochMilli(row.getLong(3))),
            target);
    if (!unfinished.isEmpty() && !unfinished.getFirst().next().isAfter(now)) {
      return Optional.of(again(connection, target, unfinished.getFirst().message()));
    }
    Instant newest =
        unfinished.stream().map(Unfinished::formed).max(Instant::compareTo).orElse(now);
    return Pace.mayForm(unfinished.size(), newest, now)
        ? formed(connection, target, now)
        : Optional.empty();
  }

  private static Chosen again(Connection connection, String target, String message)
      throws SQLException {
    List<Waiting> rows =
        Sql.list(
            connection,
            """
            SELECT alert, id FROM tc_alert_deliveries
            WHERE target = ? AND parcel = ? AND state = 'queued' ORDER BY alert
            """,
            row -> new Waiting(row.getLong(1), row.getString(2)),
            target,
            message);
    return chosen(Optional.of(message), rows);
  }

  private static Optional<Chosen> formed(Connection connection, String target, Instant now)
      throws SQLException {
    List<Waiting> rows =
        Sql.list(
            connection,
            """
            SELECT alert, id FROM tc_alert_deliveries
            WHERE target = ? AND state = 'queued' AND parcel IS NULL AND next_at <= ?
            ORDER BY alert LIMIT ?
            """,
            row -> new Waiting(row.getLong(1), row.getString(2)),
            target,
            now,
            Pace.MOST_AT_ONCE);
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            chosen(Optional.empty(), rows.size() > Pace.SINGLY ? rows : rows.subList(0, 1)));
  }

  private static Chosen chosen(Optional<String> message, List<Waiting> rows) {
    return new Chosen(
        message,
        rows.stream().map(Waiting::alert).toList(),
        rows.stream().map(Waiting::id).toList());
  }
}
