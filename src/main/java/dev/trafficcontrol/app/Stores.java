package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sql.HomeBook;
import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sql.SqlAdmissions;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlCalls;
import dev.trafficcontrol.adapter.sql.SqlClients;
import dev.trafficcontrol.adapter.sql.SqlProjects;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sql.SqlTasks;
import dev.trafficcontrol.adapter.sql.SqlUsage;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.app.config.StoreSettings;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.Tasks;
import dev.trafficcontrol.usage.CallLog;
import dev.trafficcontrol.usage.UsageLog;

/// Everything that one home keeps.
record Stores(
    Keep keep,
    Projects projects,
    Tasks tasks,
    WorkQueue queue,
    Admissions admissions,
    RunStore runs,
    AlertLog alerts,
    ClientNotes clients)
    implements AutoCloseable {

  /// Opens them, or makes those of a new home. Whoever asks holds the home's lock.
  static Stores open(Surroundings surroundings, StoreSettings settings) {
    return open(surroundings, settings, Keep.Doubt.REFUSED);
  }

  static Stores open(Surroundings surroundings, StoreSettings settings, Keep.Doubt doubt) {
    Keep keep = Keep.open(surroundings, settings, doubt);
    HomeDatabase database = keep.database();
    return new Stores(
        keep,
        new SqlProjects(database),
        new SqlTasks(database),
        new SqlQueue(database),
        new SqlAdmissions(database),
        new SqlRuns(database),
        new SqlAlerts(database),
        new ClientNotes(new SqlClients(database)));
  }

  HomeDatabase database() {
    return keep.database();
  }

  UsageLog usage() {
    return new NotedUsage(new SqlUsage(database()), clients);
  }

  CallLog calls() {
    return new SqlCalls(database());
  }

  HomeBook book() {
    return keep.book();
  }

  Sharing sharing() {
    return keep.sharing();
  }

  @Override
  public void close() {
    keep.close();
  }
}
