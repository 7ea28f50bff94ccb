package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.adapter.sqlite.SqliteProjects;
import dev.trafficcontrol.adapter.sqlite.SqliteTasks;
import dev.trafficcontrol.adapter.sqlite.Stamp;
import dev.trafficcontrol.app.config.Configuration;
import dev.trafficcontrol.app.operation.PriceOperations;
import dev.trafficcontrol.app.operation.ProjectOperations;
import dev.trafficcontrol.app.operation.TaskOperations;
import dev.trafficcontrol.app.operation.Verb;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The stores of one home, open: what commands need that start nothing.
final class Engine implements AutoCloseable {

  private final Surroundings surroundings;
  private final SqliteDatabase database;

  private Engine(Surroundings surroundings, SqliteDatabase database) {
    this.surroundings = surroundings;
    this.database = database;
  }

  /// Makes the database of a new home.
  static Engine openNew(Surroundings surroundings, String environment) {
    Stamp stamp =
        new Stamp(environment, surroundings.clock().instant(), UUID.randomUUID().toString());
    return new Engine(surroundings, SqliteDatabase.open(surroundings.home().directory(), stamp));
  }

  static Engine open(Surroundings surroundings, Configuration configuration) {
    return openNew(surroundings, configuration.environment());
  }

  List<Verb> verbs(Configuration configuration) {
    SqliteProjects projects = new SqliteProjects(database);
    SqliteTasks tasks = new SqliteTasks(database);
    return Stream.of(
            new ProjectOperations(
                    projects, configuration.agents().keySet(), _ -> {}, surroundings.clock())
                .verbs(),
            new TaskOperations(projects, tasks, surroundings.clock()).verbs(),
            new PriceOperations(ShippedPrices.read()).verbs())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public void close() {
    database.close();
  }
}
