package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.postgres.PostgresAddress;
import dev.trafficcontrol.adapter.postgres.PostgresBook;
import dev.trafficcontrol.adapter.postgres.PostgresDatabase;
import dev.trafficcontrol.adapter.sql.HomeBook;
import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.config.DatabaseSettings;
import dev.trafficcontrol.app.config.StoreSettings;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.NodeName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// A home's database and the book in it, open, and who else works with them.
record Keep(HomeDatabase database, HomeBook book, Sharing sharing) implements AutoCloseable {

  /// What becomes of a book of which it can't be told whether it is the newest.
  enum Doubt {
    REFUSED,
    /// For whoever may say that it is to be believed.
    ALLOWED
  }

  /// Opens it, or makes that of a new home. Whoever asks holds the home's lock.
  static Keep open(Surroundings surroundings, StoreSettings settings, Doubt doubt) {
    Stamp ifNew =
        new Stamp(
            settings.environment(), surroundings.clock().instant(), UUID.randomUUID().toString());
    return switch (settings.database()) {
      case DatabaseSettings.Embedded _ -> embedded(surroundings, ifNew, doubt);
      case DatabaseSettings.Server(String url) -> shared(surroundings, url, ifNew, doubt);
    };
  }

  private static Keep embedded(Surroundings surroundings, Stamp ifNew, Doubt doubt) {
    Home home = surroundings.home();
    NativeLibrary.unpackInto(home.unpacked());
    SqliteDatabase database = SqliteDatabase.open(home.directory(), ifNew);
    Optional<Path> elsewhere = HeadFolder.fileFor(surroundings, database);
    HomeBook book =
        orClose(
            database,
            () ->
                switch (doubt) {
                  case REFUSED -> SqliteBook.open(database, home.directory(), elsewhere);
                  case ALLOWED -> SqliteBook.openInDoubt(database, home.directory(), elsewhere);
                });
    return new Keep(database, book, new Sharing.Alone());
  }

  private static Keep shared(Surroundings surroundings, String url, Stamp ifNew, Doubt doubt) {
    Home home = surroundings.home();
    String node = NodeName.of(home, Randomness.bytes(NodeName.RANDOM_BYTES));
    PostgresDatabase database = PostgresDatabase.open(PostgresAddress.of(url), ifNew);
    PostgresBook book =
        orClose(
            database,
            () -> {
              database.goBy(node, home.node());
              Optional<Path> elsewhere = HeadFolder.fileFor(surroundings, database);
              return switch (doubt) {
                case REFUSED -> PostgresBook.open(database, home.directory(), elsewhere);
                case ALLOWED -> PostgresBook.openInDoubt(database, home.directory(), elsewhere);
              };
            });
    return new Keep(database, book, new Sharing.WithNodes(node, book.clock()));
  }

  private interface Opening<B> {
    B open();
  }

  private static <B> B orClose(HomeDatabase database, Opening<B> opening) {
    boolean opened = false;
    try {
      B book = opening.open();
      opened = true;
      return book;
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  @Override
  public void close() {
    try (database) {
      book.close();
    }
  }
}
