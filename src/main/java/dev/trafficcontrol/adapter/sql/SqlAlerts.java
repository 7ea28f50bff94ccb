package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.alert.DeliveryId;
import dev.trafficcontrol.alert.Routing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Alerts, in `tc_alerts`, and with each what is to be sent of it, in `tc_alert_deliveries`.
public final class SqlAlerts implements AlertLog {

  private final Database database;
  private final Routing routing;
  private final InstantSource clock;

  /// Keeps alerts, and sends none.
  public SqlAlerts(Database database) {
    this(database, Routing.nowhere(), InstantSource.fixed(Instant.EPOCH));
  }

  /// @param clock from whose time on something is to be sent: what is told late has its time yet
  public SqlAlerts(Database database, Routing routing, InstantSource clock) {
    this.database = database;
    this.routing = routing;
    this.clock = clock;
  }

  /// Both in one transaction: no alert that was kept is never sent, and none is sent that was not
  /// kept.
  @Override
  public boolean raise(Alert alert) {
    return database.write(connection -> {
      Optional<Long> number =
          Sql.first(
              connection,
              """
              INSERT INTO tc_alerts (kind, once, severity, message, at, facts)
              VALUES (?, ?, ?, ?, ?, ?)
              ON CONFLICT (kind, once) DO NOTHING RETURNING number
              """,
              row -> row.getLong(1),
              alert.kind(),
              alert.once(),
              alert.severity().name(),
              alert.message(),
              alert.at().toString(),
              AlertRows.facts(alert.facts()));
      if (number.isPresent()) {
        queue(connection, number.get(), alert);
      }
      return number.isPresent();
    });
  }

  private void queue(Connection connection, long number, Alert alert) throws SQLException {
    for (Routing.Due due : routing.of(alert, clock.instant())) {
      Sql.update(
          connection,
          """
          INSERT INTO tc_alert_deliveries
            (alert, target, id, state, attempts, first_due_at, next_at, error)
          VALUES (?, ?, ?, 'queued', 0, ?, ?, '')
          """,
          number,
          due.target(),
          DeliveryId.of(routing.home(), alert, due.target()),
          due.at(),
          due.at());
    }
  }

  @Override
  public Optional<Instant> lastTold(String kind, String beginning) {
    return database.read(connection ->
        Sql.first(
            connection,
            """
            SELECT at FROM tc_alerts
            WHERE kind = ? AND substr(once, 1, CAST(? AS INTEGER)) = ? ORDER BY number DESC LIMIT 1
            """,
            row -> Instant.parse(row.getString(1)),
            kind,
            beginning.codePointCount(0, beginning.length()),
            beginning));
  }

  @Override
  public List<Alert> latest(int limit) {
    return database.read(connection ->
        Sql.list(
            connection,
            "SELECT %s FROM tc_alerts ORDER BY number DESC LIMIT ?".formatted(AlertRows.COLUMNS),
            AlertRows::read,
            limit));
  }
}
