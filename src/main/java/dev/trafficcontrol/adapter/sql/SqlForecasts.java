package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.forecast.Forecasts;
import dev.trafficcontrol.forecast.History;
import dev.trafficcontrol.forecast.Judged;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.money.Money;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was forecast, in `tc_forecasts`.
public final class SqlForecasts implements Forecasts {

  private static final String JUDGED =
      EndedTasks.LATEST
          + "SELECT f.*, "
          + EndedTasks.COST
          + " AS cost FROM latest JOIN tc_tasks t ON t.id = latest.task_id"
          + " JOIN tc_forecasts f ON f.task_id = t.id WHERE "
          + EndedTasks.COUNTS
          + " ORDER BY latest.ended_at DESC, t.number DESC LIMIT ?";

  private final Database database;

  public SqlForecasts(Database database) {
    this.database = database;
  }

  @Override
  public void keep(String confirmation, List<TaskForecast> forecasts, Instant now) {
    if (forecasts.isEmpty()) {
      return;
    }
    database.write(connection -> {
      for (TaskForecast forecast : forecasts) {
        put(connection, confirmation, forecast, now);
      }
      return forecasts.size();
    });
  }

  @Override
  public Map<String, Money> halves(Collection<String> tasks) {
    return database.read(connection -> {
      Map<String, Money> halves = new HashMap<>();
      for (String task : tasks) {
        Sql.first(
                connection,
                "SELECT half FROM tc_forecasts WHERE task_id = ? AND like_tasks > 0",
                row -> Money.ofNanos(row.getLong(1)),
                task)
            .ifPresent(half -> halves.put(task, half));
      }
      return halves;
    });
  }

  private static void put(
      Connection connection, String confirmation, TaskForecast forecast, Instant now)
      throws SQLException {
    Sql.update(connection, "DELETE FROM tc_forecasts WHERE task_id = ?", forecast.task());
    Sql.update(
        connection,
        """
        INSERT INTO tc_forecasts
          (task_id, confirmation_id, project_id, model, size, like_tasks, half, ninety, dear_end, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        forecast.task(),
        confirmation,
        forecast.kind().project(),
        forecast.kind().model(),
        forecast.kind().size().label(),
        forecast.basis().tasks(),
        forecast.half().nanos(),
        forecast.ninety().nanos(),
        forecast.dearEnd().nanos(),
        now);
  }

  @Override
  public List<Judged> judged(Instant now) {
    return database.read(connection ->
        Sql.list(
            connection,
            JUDGED,
            SqlForecasts::judged,
            EndedTasks.since(now),
            EndedTasks.RUNS,
            History.MOST));
  }

  private static Judged judged(ResultSet row) throws SQLException {
    return new Judged(
        row.getString("task_id"),
        new Kind(
            row.getString("project_id"), row.getString("model"), Size.parse(row.getString("size"))),
        Money.ofNanos(row.getLong("half")),
        Money.ofNanos(row.getLong("ninety")),
        row.getInt("like_tasks"),
        Money.ofNanos(row.getLong("cost")));
  }
}
