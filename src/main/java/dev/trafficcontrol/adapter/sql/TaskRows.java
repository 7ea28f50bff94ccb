package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.AgentWish;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskProgress;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows of `tc_tasks`, read and moved from state to state.
final class TaskRows {

  /// Every column of a task but its dependencies.
  static final String SELECT = "SELECT t.* FROM tc_tasks t ";

  private TaskRows() {}

  static Optional<Task> find(Connection connection, String id) throws SQLException {
    return Sql.first(connection, SELECT + "WHERE t.id = ?", row -> task(connection, row), id);
  }

  static Task task(Connection connection, ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new Task(
        id,
        row.getString("project_id"),
        new TaskText(row.getString("title"), row.getString("description")),
        wishes(row, dependencies(connection, id)),
        progress(row),
        new Provenance(
            Origin.of(row.getString("origin")),
            row.getString("created_by"),
            Objects.requireNonNull(Sql.instant(row, "created_at"))));
  }

  static TaskProgress progress(ResultSet row) throws SQLException {
    return new TaskProgress(
        TaskState.of(row.getString("status")),
        row.getInt("revision"),
        row.getInt("attempts"),
        new Setbacks(
            row.getInt("failures"), row.getInt("budget_stops"), row.getInt("interruptions")),
        row.getString("reason"),
        Sql.instant(row, "ready_at"),
        row.getString("confirmation_id"));
  }

  /// Where a waiting task stands among others: ageing is a matter of when it came, so nothing has
  /// to be counted up.
  static long rank(Instant queuedAt, int priority) {
    return queuedAt.toEpochMilli() - priority * TaskWishes.STEP_SECONDS * 1000;
  }

  static void note(
      Connection connection,
      String task,
      Instant at,
      String by,
      TaskState state,
      @Nullable String reason)
      throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO tc_task_events (task_id, at, by, status, reason) VALUES (?, ?, ?, ?, ?)",
        task,
        at,
        by,
        state.label(),
        reason);
  }

  /// Whoever waits for a task that has become complete waits for one less.
  static void freeDependents(Connection connection, String completed) throws SQLException {
    Sql.update(
        connection,
        """
        UPDATE tc_tasks SET waiting_on = waiting_on - 1
        WHERE id IN (SELECT task_id FROM tc_task_dependencies WHERE needs_id = ?)
        """,
        completed);
  }

  private static TaskWishes wishes(ResultSet row, List<String> after) throws SQLException {
    long estimate = row.getLong("estimate");
    boolean unknown = row.wasNull();
    return new TaskWishes(
        new AgentWish(row.getString("agent"), row.getString("model")),
        row.getInt("priority"),
        Sql.instant(row, "not_before"),
        after,
        row.getInt("max_attempts"),
        unknown ? null : Money.ofNanos(estimate));
  }

  private static List<String> dependencies(Connection connection, String id) throws SQLException {
    return Sql.list(
        connection,
        "SELECT needs_id FROM tc_task_dependencies WHERE task_id = ? ORDER BY needs_id",
        row -> row.getString(1),
        id);
  }
}
