package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.queue.WorkBench;
import java.nio.file.Path;

/// Opens the ports of work on a database of a test's own.
public final class SqliteBench {

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

  public static WorkBench bench(SqliteDatabase database) {
    return new WorkBench(
        new SqliteProjects(database),
        new SqliteTasks(database),
        new SqliteQueue(database),
        new SqliteAdmissions(database));
  }
}
