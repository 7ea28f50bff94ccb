package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.queue.WorkBench;
import java.nio.file.Path;
import java.util.List;

/// Opens the ports of work on a database of a test's own.
public final class SqliteBench {

  private static final List<String> WORK =
      List.of(
          "tc_slots",
          "tc_agent_sessions",
          "tc_task_events",
          "tc_task_dependencies",
          "tc_tasks",
          "tc_projects");

  private SqliteBench() {}

  public static SqliteDatabase open(Path home) {
    return SqliteDatabase.open(home, new Stamp("test", WorkBench.NOON, "test"));
  }

  /// From here on the database is read as before, and every write of it fails.
  public static void onlyReads(SqliteDatabase database) {
    database.write(connection -> {
      Connections.execute(connection, "PRAGMA query_only = ON");
      return true;
    });
  }

  /// From here on a commit does not wait for the disk: for simulations of very many of them, which
  /// lose a process now and then, and never power.
  public static void hurry(SqliteDatabase database) {
    database.write(connection -> {
      Connections.execute(connection, "COMMIT");
      Connections.execute(connection, "PRAGMA synchronous = OFF");
      Connections.execute(connection, "BEGIN IMMEDIATE");
      return true;
    });
  }

  /// As if nobody had ever worked here.
  public static void empty(SqliteDatabase database) {
    database.write(connection -> {
      for (String table : WORK) {
        Connections.execute(connection, "DELETE FROM " + table);
      }
      Connections.execute(connection, "UPDATE tc_sequences SET value = 0");
      return true;
    });
  }

  public static WorkBench bench(SqliteDatabase database) {
    return new WorkBench(
        new SqliteProjects(database),
        new SqliteTasks(database),
        new SqliteQueue(database),
        new SqliteAdmissions(database));
  }
}
