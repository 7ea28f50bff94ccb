package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.queue.WorkQueueContract;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The promises of a work queue, kept by each engine.
@ParameterizedClass
@EnumSource(Engine.class)
class SqlWorkTest extends WorkQueueContract {

  @TempDir private Path homes;
  private final Engine engine;

  private final List<StoreUnderTest> stores = new ArrayList<>();

  SqlWorkTest(Engine engine) {
    this.engine = engine;
  }

  @Override
  protected WorkBench open() {
    StoreUnderTest store = engine.store(homes.resolve("home" + stores.size()));
    stores.add(store);
    return SqlBench.bench(store.open());
  }

  @AfterEach
  void close() {
    stores.forEach(StoreUnderTest::close);
  }
}
