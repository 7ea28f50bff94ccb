package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.forecast.History;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.PastTask;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What tasks cost that were done before: `tc_tasks`, `tc_agent_sessions` and `tc_usage_log` put
/// together. Reads the log as it is, and so changes nothing: a daemon keeps it half a second behind
/// the book.
public final class SqlHistory implements History {

  private static final String SQL =
      EndedTasks.LATEST
          + """
          SELECT t.id, t.project_id, t.status, length(t.title) + length(t.description) AS characters,
            latest.ended_at,
            (SELECT s.model FROM tc_agent_sessions s WHERE s.task_id = t.id
             ORDER BY s.attempt DESC LIMIT 1) AS model,
            (SELECT coalesce(sum(s.ended_at - s.created_at), 0) FROM tc_agent_sessions s
             WHERE s.task_id = t.id) AS millis,
          """
          + EndedTasks.COST
          + " AS cost FROM latest JOIN tc_tasks t ON t.id = latest.task_id WHERE "
          + EndedTasks.COUNTS
          + " ORDER BY latest.ended_at DESC, t.number DESC LIMIT ?";

  private final Database database;

  public SqlHistory(Database database) {
    this.database = database;
  }

  @Override
  public List<PastTask> latest(Instant now) {
    return database.read(connection ->
        Sql.list(connection, SQL, SqlHistory::task, EndedTasks.since(now), EndedTasks.RUNS, MOST));
  }

  private static PastTask task(ResultSet row) throws SQLException {
    return new PastTask(
        row.getString("id"),
        new Kind(
            row.getString("project_id"), row.getString("model"), Size.of(row.getInt("characters"))),
        Money.ofNanos(row.getLong("cost")),
        Duration.ofMillis(row.getLong("millis")),
        Instant.ofEpochMilli(row.getLong("ended_at")),
        TaskState.of(row.getString("status")));
  }
}
