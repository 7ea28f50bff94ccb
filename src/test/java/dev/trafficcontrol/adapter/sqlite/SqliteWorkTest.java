package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.queue.WorkQueueContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The promises of a work queue, kept by SQLite.
class SqliteWorkTest extends WorkQueueContract {

  @TempDir private Path homes;

  private final List<SqliteDatabase> opened = new ArrayList<>();

  @Override
  protected WorkBench open() {
    SqliteDatabase database = SqliteBench.open(homes.resolve("home" + opened.size()));
    opened.add(database);
    return SqliteBench.bench(database);
  }

  @AfterEach
  void close() {
    opened.forEach(SqliteDatabase::close);
  }
}
