package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

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

    @Override
    public BookUnderTest book(Path home) {
      return new BookUnderTest(folder -> {
        SqliteDatabase file = SqliteDatabase.open(home, PostgresServer.STAMP);
        SqliteBook book = SqliteBook.open(file, folder);
        return new BookUnderTest.Opened(file, book, null, InstantSource.system());
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

    @Override
    public BookUnderTest book(Path home) {
      PostgresAddress address = PostgresServer.database();
      return new BookUnderTest(folder -> {
        PostgresDatabase server = PostgresDatabase.open(address, PostgresServer.STAMP);
        PostgresBook book = PostgresBook.open(server, folder, Optional.empty());
        return new BookUnderTest.Opened(
            server, book, String.valueOf(folder.getFileName()), book.clock());
      });
    }
  };

  /// A fresh database.
  ///
  /// @param home an empty folder of the test's own, for what is kept in a file
  public abstract StoreUnderTest store(Path home);

  /// A fresh database, with the book in it.
  ///
  /// @param home as of [#store]
  public abstract BookUnderTest book(Path home);
}
