package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.sql.Database;
import java.util.ArrayList;
import java.util.List;

/// One database of a test's own. Each opening of it is as good as a node or a process of its own.
public final class StoreUnderTest implements AutoCloseable {

  /// How one opens it.
  interface Opening {
    AutoCloseable open();
  }

  private final Opening opening;
  private final List<AutoCloseable> opened = new ArrayList<>();

  StoreUnderTest(Opening opening) {
    this.opening = opening;
  }

  public Database open() {
    AutoCloseable database = opening.open();
    opened.add(database);
    return (Database) database;
  }

  /// All of them are gone, as after the end of every process.
  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception failed) {
        throw new IllegalStateException("a test's database can't be closed", failed);
      }
    }
    opened.clear();
  }
}
