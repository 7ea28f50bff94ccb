package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.task.Provenance;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskDraft;
import dev.trafficcontrol.task.TaskMove;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskText;
import dev.trafficcontrol.task.TaskWishes;
import dev.trafficcontrol.task.Tasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tasks, in `tc_tasks`.
public final class SqlTasks implements Tasks {

  private final Database database;

  public SqlTasks(Database database) {
    this.database = database;
  }

  @Override
  public AddReply add(List<TaskDraft> drafts, Provenance provenance) {
    return database.write(connection -> new TaskInserts(connection).add(drafts, provenance));
  }

  @Override
  public Optional<Task> find(String id) {
    return database.read(connection -> TaskRows.find(connection, id));
  }

  @Override
  public List<Task> list(Filter filter, String afterId, int limit) {
    return database.read(connection ->
        Sql.list(
            connection,
            TaskRows.SELECT
                + """
                WHERE t.number > coalesce((SELECT number FROM tc_tasks WHERE id = ?), 0)
                  AND t.status = coalesce(CAST(? AS TEXT), t.status)
                  AND t.project_id = coalesce(CAST(? AS TEXT), t.project_id)
                ORDER BY t.number LIMIT ?
                """,
            row -> TaskRows.task(connection, row),
            afterId,
            filter.state().map(TaskState::label).orElse(null),
            filter.project().orElse(null),
            limit));
  }

  @Override
  public Map<TaskState, Long> counts() {
    return database.read(connection -> {
      Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
      Sql.list(
          connection,
          "SELECT status, count(*) FROM tc_tasks GROUP BY status",
          row -> counts.put(TaskState.of(row.getString(1)), row.getLong(2)));
      return counts;
    });
  }

  @Override
  public MoveReply move(String id, TaskMove move, String by, Instant now) {
    return database.write(connection -> {
      Optional<Task> task = TaskRows.find(connection, id);
      if (task.isEmpty()) {
        return unknown(id);
      }
      TaskState from = task.get().state();
      if (!move.isFor(from)) {
        return new MoveReply.Refused("%s is %s".formatted(id, from.label()));
      }
      apply(connection, task.get(), move, by, now);
      return moved(connection, id);
    });
  }

  @Override
  public MoveReply change(String id, TaskText text, TaskWishes wishes, String by, Instant now) {
    return database.write(connection -> {
      Optional<Task> task = TaskRows.find(connection, id);
      if (task.isEmpty()) {
        return unknown(id);
      }
      if (!task.get().state().mayBecome(TaskState.QUARANTINED)) {
        return new MoveReply.Refused(
            "%s is %s: it can't be changed now".formatted(id, task.get().state().label()));
      }
      Optional<String> refusal = new TaskInserts(connection).change(task.get(), text, wishes);
      if (refusal.isPresent()) {
        return new MoveReply.Refused(refusal.get());
      }
      TaskRows.note(connection, id, now, by, TaskState.QUARANTINED, "changed");
      Sql.next(connection, "task-set");
      return moved(connection, id);
    });
  }

  private static void apply(Connection connection, Task task, TaskMove move, String by, Instant now)
      throws SQLException {
    boolean queues = move.to() == TaskState.QUEUED;
    Sql.update(
        connection,
        "UPDATE tc_tasks SET status = ?, reason = ?, ready_at = ? WHERE id = ?",
        move.to().label(),
        queues ? null : move.to().label() + " by " + by,
        task.wishes().notBefore(),
        task.id());
    if (queues) {
      Sql.update(
          connection,
          "UPDATE tc_tasks SET rank = ?, failures = 0, budget_stops = 0, interruptions = 0 WHERE id = ?",
          TaskRows.rank(now, task.wishes().priority()),
          task.id());
    }
    if (move.to() == TaskState.COMPLETE) {
      TaskRows.freeDependents(connection, task.id());
    }
    TaskRows.note(connection, task.id(), now, by, move.to(), null);
    Sql.next(connection, "task-set");
  }

  private static MoveReply moved(Connection connection, String id) throws SQLException {
    return new MoveReply.Moved(TaskRows.find(connection, id).orElseThrow());
  }

  private static MoveReply unknown(String id) {
    return new MoveReply.Refused("there is no task " + id);
  }
}
