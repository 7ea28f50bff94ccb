package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.TaskSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a start was confirmed for, and the pause: `tc_confirmations`, `tc_admission`.
public final class SqlAdmissions implements Admissions {

  private final Database database;

  public SqlAdmissions(Database database) {
    this.database = database;
  }

  @Override
  public AdmissionStanding standing() {
    return database.read(SqlAdmissions::standing);
  }

  static AdmissionStanding standing(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            "SELECT confirmation_id, paused_by, paused_reason, paused_at FROM tc_admission",
            row -> new AdmissionStanding(row.getString("confirmation_id"), pause(row)))
        .orElseThrow(() -> new SQLException("tc_admission has lost its row"));
  }

  @Override
  public void confine(@Nullable String confirmation) {
    database.write(connection -> confine(connection, confirmation));
  }

  static int confine(Connection connection, @Nullable String confirmation) throws SQLException {
    return Sql.update(connection, "UPDATE tc_admission SET confirmation_id = ?", confirmation);
  }

  @Override
  public void pause(AdmissionStanding.Pause pause) {
    database.write(connection ->
        Sql.update(
            connection,
            "UPDATE tc_admission SET paused_by = ?, paused_reason = ?, paused_at = ?",
            pause.by(),
            pause.reason(),
            pause.since()));
  }

  @Override
  public boolean resume() {
    return database.write(connection ->
        Sql.update(
                connection,
                """
                UPDATE tc_admission SET paused_by = NULL, paused_reason = NULL, paused_at = NULL
                WHERE paused_at IS NOT NULL
                """)
            == 1);
  }

  @Override
  public TaskSet taskSet() {
    return database.read(SqlAdmissions::taskSet);
  }

  @Override
  public ConfirmReply confirm(Confirmation confirmation, TaskSet seen, Instant now) {
    return database.write(connection -> confirm(connection, confirmation, seen, now));
  }

  static ConfirmReply confirm(
      Connection connection, Confirmation confirmation, TaskSet seen, Instant now)
      throws SQLException {
    TaskSet there = taskSet(connection);
    if (!there.equals(seen) || there.tasks() != confirmation.tasks()) {
      return new ConfirmReply.Refused(
          "the queue has changed since it was looked at (%d tasks now, %d confirmed): look again"
              .formatted(there.tasks(), confirmation.tasks()));
    }
    if (!now.isBefore(confirmation.expires())) {
      return new ConfirmReply.Refused(
          "the confirmation expired at " + confirmation.expires() + ": look again");
    }
    insert(connection, confirmation);
    return new ConfirmReply.Confirmed(confirmation);
  }

  @Override
  public Optional<Confirmation> confirmation(String id) {
    return database.read(connection ->
        Sql.first(
            connection,
            "SELECT * FROM tc_confirmations WHERE id = ?",
            SqlAdmissions::confirmation,
            id));
  }

  private static void insert(Connection connection, Confirmation confirmation) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO tc_confirmations (id, amount, tasks, by, at, expires) VALUES (?, ?, ?, ?, ?, ?)",
        confirmation.id(),
        confirmation.amount().nanos(),
        confirmation.tasks(),
        confirmation.by(),
        confirmation.at(),
        confirmation.expires());
    // What was refused money waits for a guess of when there is some. A person's word is news.
    Sql.update(
        connection,
        """
        UPDATE tc_tasks SET confirmation_id = ?,
          ready_at = CASE WHEN budget_stops > 0 THEN not_before ELSE ready_at END
        WHERE status = 'queued'
        """,
        confirmation.id());
  }

  private static TaskSet taskSet(Connection connection) throws SQLException {
    int waiting =
        Sql.first(
                connection,
                "SELECT count(*) FROM tc_tasks WHERE status = 'queued'",
                row -> row.getInt(1))
            .orElse(0);
    return new TaskSet(waiting, Sql.current(connection, "task-set"));
  }

  private static AdmissionStanding.@Nullable Pause pause(ResultSet row) throws SQLException {
    Instant since = Sql.instant(row, "paused_at");
    return since == null
        ? null
        : new AdmissionStanding.Pause(
            row.getString("paused_by"), row.getString("paused_reason"), since);
  }

  private static Confirmation confirmation(ResultSet row) throws SQLException {
    return new Confirmation(
        row.getString("id"),
        Money.ofNanos(row.getLong("amount")),
        row.getInt("tasks"),
        row.getString("by"),
        Objects.requireNonNull(Sql.instant(row, "at")),
        Objects.requireNonNull(Sql.instant(row, "expires")));
  }
}
