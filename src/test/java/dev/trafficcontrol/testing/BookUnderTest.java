package dev.trafficcontrol.testing;

import dev.trafficcontrol.adapter.sql.HomeBook;
import dev.trafficcontrol.adapter.sql.HomeDatabase;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.LedgerWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One book of a test's own, with its database. Each opening of it is as good as a process of its
/// own.
public final class BookUnderTest implements AutoCloseable {

  /// @param node as of [LedgerWriter#open]
  public record Opened(
      HomeDatabase database, HomeBook book, @Nullable String node, InstantSource clock) {

    public LedgerWriter writer() {
      return LedgerWriter.open(book, node, clock, BookListener.NOBODY);
    }

    private void end() {
      try (database) {
        book.close();
      }
    }
  }

  private final Function<Path, Opened> opening;
  private final List<Opened> opened = new ArrayList<>();

  BookUnderTest(Function<Path, Opened> opening) {
    this.opening = opening;
  }

  /// @param home the folder where the process keeps what it has seen of the book
  public Opened open(Path home) {
    Opened another = opening.apply(home);
    opened.add(another);
    return another;
  }

  /// Every process that has opened it ends.
  public void endAll() {
    opened.forEach(Opened::end);
    opened.clear();
  }

  @Override
  public void close() {
    endAll();
  }
}
