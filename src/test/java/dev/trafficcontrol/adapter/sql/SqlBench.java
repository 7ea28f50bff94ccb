package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.queue.WorkBench;
import java.util.List;

/// The ports of work on a test's database, whichever engine has it.
public final class SqlBench {

  private static final List<String> WORK =
      List.of(
          "tc_slots",
          "tc_agent_sessions",
          "tc_task_events",
          "tc_task_dependencies",
          "tc_tasks",
          "tc_projects");

  private SqlBench() {}

  public static WorkBench bench(Database database) {
    return new WorkBench(
        new SqlProjects(database),
        new SqlTasks(database),
        new SqlQueue(database),
        new SqlAdmissions(database));
  }

  /// As if nobody had ever worked here.
  public static void empty(Database database) {
    database.write(connection -> {
      for (String table : WORK) {
        Sql.update(connection, "DELETE FROM " + table);
      }
      return Sql.update(connection, "UPDATE tc_sequences SET value = 0");
    });
  }
}
