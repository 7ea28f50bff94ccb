package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.Stamp;
import java.nio.file.Path;
import java.time.Instant;

/// A process of its own that writes the same database: takes the write lock, says so, waits to be
/// told to go on, commits.
final class OtherProcess {

  private OtherProcess() {}

  public static void main(String[] args) throws Exception {
    Stamp stamp = new Stamp("development", Instant.parse("2026-11-01T10:00:00Z"), "D2");
    try (SqliteDatabase database = SqliteDatabase.open(Path.of(args[0]), stamp)) {
      database.write(connection -> {
        SqliteDatabaseTest.put(connection, "other", "process");
        System.out.println("locked");
        System.out.flush();
        awaitLine();
        return true;
      });
    }
  }

  private static void awaitLine() {
    try {
      while (System.in.read() >= ' ') {
        Thread.onSpinWait();
      }
    } catch (java.io.IOException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
