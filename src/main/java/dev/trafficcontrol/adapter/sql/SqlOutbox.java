package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.adapter.sql.OutboxChoice.Chosen;
import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertOutbox;
import dev.trafficcontrol.alert.DeliveryId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is to be sent of the alerts, in `tc_alert_deliveries`.
///
/// Writers take turns ([Database]), also those of other nodes: a claim is decided and written in
/// one turn, so that no two have the same message at once.
public final class SqlOutbox implements AlertOutbox {

  private static final int SOME = 20;

  private final Database database;

  public SqlOutbox(Database database) {
    this.database = database;
  }

  /// Looks before it writes: asked each second, it mostly finds nothing.
  @Override
  public Optional<Parcel> claim(String target, Claim claim) {
    boolean isAnything =
        database.read(connection -> OutboxChoice.of(connection, target, claim.now()).isPresent());
    return isAnything
        ? database.write(connection -> {
          Optional<Chosen> chosen = OutboxChoice.of(connection, target, claim.now());
          return chosen.isPresent()
              ? Optional.of(take(connection, target, claim, chosen.get()))
              : Optional.empty();
        })
        : Optional.empty();
  }

  private static Parcel take(Connection connection, String target, Claim claim, Chosen chosen)
      throws SQLException {
    String message = chosen.message().orElseGet(() -> DeliveryId.ofGroup(chosen.ids()));
    for (long alert : chosen.alerts()) {
      Sql.update(
          connection,
          """
          UPDATE tc_alert_deliveries
          SET parcel = ?, formed_at = COALESCE(formed_at, ?), claim = ?, attempts = attempts + 1,
            next_at = ?
          WHERE alert = ? AND target = ?
          """,
          message,
          claim.now(),
          claim.by(),
          claim.until(),
          alert,
          target);
    }
    return parcel(connection, target, claim.by(), message);
  }

  private static Parcel parcel(Connection connection, String target, String by, String message)
      throws SQLException {
    record Row(Alert alert, int attempts, Instant due) {}
    List<Row> rows =
        Sql.list(
            connection,
            """
            SELECT %s, attempts, first_due_at FROM tc_alert_deliveries
            JOIN tc_alerts ON number = alert
            WHERE target = ? AND parcel = ? AND state = 'queued' ORDER BY number
            """
                .formatted(AlertRows.COLUMNS),
            row ->
                new Row(
                    AlertRows.read(row),
                    row.getInt("attempts"),
                    Instant.ofEpochMilli(row.getLong("first_due_at"))),
            target,
            message);
    return new Parcel(
        message,
        target,
        by,
        rows.stream().map(Row::alert).toList(),
        rows.stream().mapToInt(Row::attempts).max().orElseThrow(),
        rows.stream().map(Row::due).max(Instant::compareTo).orElseThrow());
  }

  @Override
  public boolean end(Parcel parcel, Ending ending) {
    return switch (ending) {
      case Ending.Delivered(Instant at) -> end(parcel, Delivery.State.DELIVERED, at, "");
      case Ending.Again(Instant next, String why) -> end(parcel, Delivery.State.QUEUED, next, why);
      case Ending.GivenUp(Instant at, String why) -> end(parcel, Delivery.State.GIVEN_UP, at, why);
    };
  }

  private boolean end(Parcel parcel, Delivery.State state, Instant at, String error) {
    return database.write(connection ->
        Sql.update(
                connection,
                """
                UPDATE tc_alert_deliveries SET state = ?, next_at = ?, error = ?
                WHERE target = ? AND parcel = ? AND claim = ? AND state = 'queued'
                """,
                state.label(),
                at,
                error,
                parcel.target(),
                parcel.id(),
                parcel.claim())
            > 0);
  }

  @Override
  public List<Told> latest(int limit) {
    return database.read(connection -> {
      Map<Long, Alert> alerts = new LinkedHashMap<>();
      Sql.list(
          connection,
          "SELECT %s FROM tc_alerts ORDER BY number DESC LIMIT ?".formatted(AlertRows.COLUMNS),
          row -> alerts.put(row.getLong("number"), AlertRows.read(row)),
          limit);
      List<Told> told = new ArrayList<>();
      for (Map.Entry<Long, Alert> entry : alerts.entrySet()) {
        told.add(new Told(entry.getValue(), deliveries(connection, entry.getKey())));
      }
      return told;
    });
  }

  private static List<Delivery> deliveries(Connection connection, long alert) throws SQLException {
    return Sql.list(
        connection,
        """
        SELECT target, state, attempts, next_at, error FROM tc_alert_deliveries
        WHERE alert = ? ORDER BY target
        """,
        SqlOutbox::delivery,
        alert);
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    String label = row.getString("state");
    Delivery.State state =
        switch (label) {
          case "queued" -> Delivery.State.QUEUED;
          case "delivered" -> Delivery.State.DELIVERED;
          case "given-up" -> Delivery.State.GIVEN_UP;
          default -> throw new SQLException("there is no state '" + label + "' of a delivery");
        };
    return new Delivery(
        row.getString("target"),
        state,
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("next_at")),
        row.getString("error"));
  }

  @Override
  public List<Delivery> troubles(Instant since) {
    return database.read(connection ->
        Sql.list(
            connection,
            """
            SELECT target, state, attempts, next_at, error FROM tc_alert_deliveries
            WHERE (state = 'given-up' AND next_at >= ?) OR (state = 'queued' AND error <> '')
            ORDER BY next_at DESC, alert DESC LIMIT ?
            """,
            SqlOutbox::delivery,
            since,
            SOME));
  }

  @Override
  public int giveUpUnserved(List<String> served, Instant dueBefore, Ending.GivenUp ending) {
    List<String> unserved =
        database.read(connection ->
            Sql.list(
                connection,
                "SELECT DISTINCT target FROM tc_alert_deliveries WHERE state = 'queued'",
                row -> row.getString(1)));
    int given = 0;
    for (String target : unserved) {
      given +=
          served.contains(target)
              ? 0
              : database.<Integer>write(c -> giveUp(c, target, dueBefore, ending));
    }
    return given;
  }

  private static int giveUp(
      Connection connection, String target, Instant dueBefore, Ending.GivenUp ending)
      throws SQLException {
    return Sql.update(
        connection,
        """
        UPDATE tc_alert_deliveries SET state = 'given-up', next_at = ?, error = ?
        WHERE target = ? AND state = 'queued' AND first_due_at < ? AND next_at < ?
        """,
        ending.at(),
        ending.why(),
        target,
        dueBefore,
        dueBefore);
  }
}
