package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.task.CleanExtent;
import dev.trafficcontrol.task.CleanPlan;
import dev.trafficcontrol.task.Cleanup;
import dev.trafficcontrol.task.Origin;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskCounts;
import dev.trafficcontrol.task.TaskState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Removes tasks with what belongs to them alone: their dependencies, their history and their
/// forecasts. The book, `tc_usage_log` and `tc_agent_sessions` keep what was done and spent for
/// them.
public final class SqlCleanup implements Cleanup {

  private final Database database;

  public SqlCleanup(Database database) {
    this.database = database;
  }

  @Override
  public CleanPlan look(CleanExtent extent) {
    return database.read(connection -> plan(connection, extent));
  }

  @Override
  public Reply clean(CleanExtent extent, String mark) {
    try {
      return database.write(connection -> {
        CleanPlan plan = plan(connection, extent);
        if (!plan.mark().equals(mark)) {
          return new Reply.Changed(plan);
        }
        for (Task task : plan.removed()) {
          remove(connection, task.id());
        }
        TaskCounts after = counts(connection);
        if (!after.equals(plan.after())) {
          throw new NotAsPromised(new Reply.Broken(plan, after));
        }
        Sql.next(connection, "task-set");
        return new Reply.Cleaned(plan, after);
      });
    } catch (NotAsPromised takenBack) {
      return takenBack.reply;
    }
  }

  /// Makes the transaction take everything back.
  private static final class NotAsPromised extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Reply.Broken reply;

    NotAsPromised(Reply.Broken reply) {
      super("the clean-up left " + reply.found());
      this.reply = reply;
    }
  }

  private static void remove(Connection connection, String task) throws SQLException {
    Sql.update(
        connection,
        "DELETE FROM tc_task_dependencies WHERE task_id = ? OR needs_id = ?",
        task,
        task);
    Sql.update(connection, "DELETE FROM tc_forecasts WHERE task_id = ?", task);
    Sql.update(connection, "DELETE FROM tc_task_events WHERE task_id = ?", task);
    Sql.update(connection, "DELETE FROM tc_tasks WHERE id = ?", task);
  }

  private static CleanPlan plan(Connection connection, CleanExtent extent) throws SQLException {
    List<Task> candidates =
        Sql.list(
                connection,
                TaskRows.SELECT
                    + """
                    WHERE t.origin IN ('test', 'demo') OR t.status = 'quarantined'
                    ORDER BY t.number
                    """,
                row -> TaskRows.task(connection, row))
            .stream()
            .filter(extent::takes)
            .toList();
    List<String> live =
        Sql.list(
            connection,
            """
            SELECT task_id FROM tc_slots
            UNION SELECT task_id FROM tc_agent_sessions WHERE state <> 'ended'
            """,
            row -> row.getString(1));
    List<CleanPlan.Wait> waits =
        Sql.list(
            connection,
            """
            SELECT d.task_id, d.needs_id FROM tc_task_dependencies d
              JOIN tc_tasks t ON t.id = d.task_id JOIN tc_tasks n ON n.id = d.needs_id
            WHERE n.status <> 'complete' AND t.status NOT IN ('complete', 'cancelled')
            ORDER BY t.number, n.number
            """,
            row -> new CleanPlan.Wait(row.getString(1), row.getString(2)));
    return CleanPlan.of(candidates, new HashSet<>(live), waits, counts(connection));
  }

  private static TaskCounts counts(Connection connection) throws SQLException {
    Map<Origin, Long> origins = new HashMap<>();
    Map<TaskState, Long> states = new HashMap<>();
    Sql.list(
        connection,
        "SELECT origin, status, count(*) FROM tc_tasks GROUP BY origin, status",
        row -> {
          long count = row.getLong(3);
          origins.merge(Origin.of(row.getString(1)), count, Long::sum);
          return states.merge(TaskState.of(row.getString(2)), count, Long::sum);
        });
    return new TaskCounts(origins, states);
  }
}
