package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Alerts in SQLite.
public final class SqliteAlerts implements AlertLog {

  private final SqliteDatabase database;

  public SqliteAlerts(SqliteDatabase database) {
    this.database = database;
  }

  @Override
  public boolean raise(Alert alert) {
    return database.write(connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO tc_alerts (kind, once, severity, message, at) VALUES (?, ?, ?, ?, ?)"
                  + " ON CONFLICT (kind, once) DO NOTHING")) {
        insert.setString(1, alert.kind());
        insert.setString(2, alert.once());
        insert.setString(3, alert.severity().name());
        insert.setString(4, alert.message());
        insert.setString(5, alert.at().toString());
        return insert.executeUpdate() == 1;
      }
    });
  }

  @Override
  public Optional<Instant> lastTold(String kind, String beginning) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              """
              SELECT at FROM tc_alerts
              WHERE kind = ? AND substr(once, 1, ?) = ? ORDER BY number DESC LIMIT 1
              """)) {
        select.setString(1, kind);
        select.setInt(2, beginning.codePointCount(0, beginning.length()));
        select.setString(3, beginning);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.of(Instant.parse(row.getString(1))) : Optional.empty();
        }
      }
    });
  }

  @Override
  public List<Alert> latest(int limit) {
    return database.read(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT kind, severity, once, message, at FROM tc_alerts ORDER BY number DESC LIMIT ?")) {
        select.setInt(1, limit);
        List<Alert> alerts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            alerts.add(
                new Alert(
                    row.getString(1),
                    Alert.Severity.valueOf(row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    Instant.parse(row.getString(5))));
          }
        }
        return alerts;
      }
    });
  }
}
