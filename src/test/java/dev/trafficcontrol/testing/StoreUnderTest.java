package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.sql.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// One database of a test's own. Each opening of it is as good as a node or a process of its own.
public final class StoreUnderTest implements AutoCloseable {

  /// @param close as the end of its process would
  record Opened(Database database, Runnable close) {}

  private final Supplier<Opened> opening;
  private final List<Opened> opened = new ArrayList<>();

  StoreUnderTest(Supplier<Opened> opening) {
    this.opening = opening;
  }

  public Database open() {
    Opened another = opening.get();
    opened.add(another);
    return another.database();
  }

  /// All of them are gone, as after the end of every process.
  @Override
  public void close() {
    opened.forEach(each -> each.close().run());
    opened.clear();
  }
}
