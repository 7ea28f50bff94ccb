package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import java.nio.file.Path;

/// What a store can be kept in. What a store promises is tested on both:
///
/// ```java
/// @ParameterizedClass
/// @EnumSource(Engine.class)
/// class SomeStoreTest {
///   SomeStoreTest(Engine engine) { … }
/// ```
public enum Engine {
  SQLITE {
    @Override
    public StoreUnderTest store(Path home) {
      return new StoreUnderTest(() -> {
        SqliteDatabase file = SqliteDatabase.open(home, PostgresServer.STAMP);
        return new StoreUnderTest.Opened(file, file::close);
      });
    }
  },
  POSTGRES {
    @Override
    public StoreUnderTest store(Path home) {
      PostgresAddress address = PostgresServer.database();
      return new StoreUnderTest(() -> {
        PostgresDatabase server = PostgresDatabase.open(address, PostgresServer.STAMP);
        return new StoreUnderTest.Opened(server, server::close);
      });
    }
  };

  /// A fresh database.
  ///
  /// @param home an empty folder of the test's own, for what is kept in a file
  public abstract StoreUnderTest store(Path home);
}
