package dev.trafficcontrol.app;

import dev.trafficcontrol.adapter.archive.GzipArchive;
import dev.trafficcontrol.adapter.sqlite.BookAsFound;
import dev.trafficcontrol.adapter.sqlite.NativeLibrary;
import dev.trafficcontrol.app.config.DatabaseSettings;
import dev.trafficcontrol.app.config.StoreSettings;
import dev.trafficcontrol.app.home.Home;
import dev.trafficcontrol.app.home.OwnerToken;
import dev.trafficcontrol.app.home.Sender;
import dev.trafficcontrol.app.operation.BookOperations;
import dev.trafficcontrol.app.operation.Operations;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Reply;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.ledger.Book;
import java.util.Optional;
import java.util.function.Consumer;

/// `ledger verify` and `ledger export` of a home where nobody works: the book alone is looked at,
/// so that a damaged one can say how far it is sound. Whoever opens this holds the home's lock.
final class BookInspection implements HomeControl.Opened {

  private final Parts parts;
  private final Operations operations;

  private BookInspection(Home home, Book book, Optional<String> databaseId, Parts parts) {
    this.parts = parts;
    this.operations =
        new Operations(
            OwnerToken.read(home),
            new BookOperations(book, file -> new GzipArchive(file, databaseId)).verbs());
  }

  static BookInspection open(Surroundings surroundings, StoreSettings settings) {
    Home home = surroundings.home();
    Parts parts = new Parts();
    return switch (settings.database()) {
      case DatabaseSettings.Embedded _ -> {
        NativeLibrary.unpackInto(home.unpacked());
        BookAsFound book = new BookAsFound(home.directory());
        yield new BookInspection(home, book, book.databaseId(), parts);
      }
      case DatabaseSettings.Server _ -> {
        Keep keep = parts.add(Keep.open(surroundings, settings, Keep.Doubt.ALLOWED));
        String id = keep.database().stamp().databaseId();
        yield new BookInspection(home, keep.book(), Optional.of(id), parts);
      }
    };
  }

  @Override
  public Reply ask(Request request, Sender sender, Consumer<Facts> live) {
    return operations.ask(request, sender, live);
  }

  @Override
  public void close() {
    parts.close();
  }
}
