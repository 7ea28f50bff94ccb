package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.queue.WorkBench;
import java.nio.file.Path;

/// Databases of tests, in files, and what can be done to them.
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
}
