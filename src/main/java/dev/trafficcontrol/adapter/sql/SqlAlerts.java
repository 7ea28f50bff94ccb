package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Alerts, in `tc_alerts`.
public final class SqlAlerts implements AlertLog {

  private final Database database;

  public SqlAlerts(Database database) {
    this.database = database;
  }

  @Override
  public boolean raise(Alert alert) {
    return database.write(connection ->
        Sql.update(
                connection,
                """
                INSERT INTO tc_alerts (kind, once, severity, message, at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (kind, once) DO NOTHING
                """,
                alert.kind(),
                alert.once(),
                alert.severity().name(),
                alert.message(),
                alert.at().toString())
            == 1);
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
            "SELECT kind, severity, once, message, at FROM tc_alerts ORDER BY number DESC LIMIT ?",
            SqlAlerts::alert,
            limit));
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("kind"),
        Alert.Severity.valueOf(row.getString("severity")),
        row.getString("once"),
        row.getString("message"),
        Instant.parse(row.getString("at")));
  }
}
