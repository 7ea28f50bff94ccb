package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.SqlAdmissions;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlProjects;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sql.SqlTasks;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.Tasks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// Everything that one home keeps.
record Stores(
    SqliteDatabase database,
    SqliteBook book,
    Projects projects,
    Tasks tasks,
    WorkQueue queue,
    Admissions admissions,
    RunStore runs,
    AlertLog alerts)
    implements AutoCloseable {

  /// Opens them, or makes those of a new home. Whoever asks holds the home's lock.
  static Stores open(Surroundings surroundings, String environment) {
    return open(surroundings, environment, SqliteBook::open);
  }

  /// How a book is opened whose head may speak against it.
  interface Opening {
    SqliteBook open(SqliteDatabase database, Path home, Optional<Path> elsewhere);
  }

  static Stores open(Surroundings surroundings, String environment, Opening opening) {
    Home home = surroundings.home();
    Stamp ifNew =
        new Stamp(environment, surroundings.clock().instant(), UUID.randomUUID().toString());
    NativeLibrary.unpackInto(home.unpacked());
    SqliteDatabase database = SqliteDatabase.open(home.directory(), ifNew);
    return new Stores(
        database,
        opening.open(database, home.directory(), HeadFolder.fileFor(surroundings, database)),
        new SqlProjects(database),
        new SqlTasks(database),
        new SqlQueue(database),
        new SqlAdmissions(database),
        new SqlRuns(database),
        new SqlAlerts(database));
  }

  @Override
  public void close() {
    try (database) {
      book.close();
    }
  }
}
