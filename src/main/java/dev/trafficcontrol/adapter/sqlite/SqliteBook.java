package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The book in SQLite, and its last head in a file beside it.
public final class SqliteBook implements Book, AutoCloseable {

  private final SqliteDatabase database;
  private final HeadFile headFile;
  // Guarded by the database's write lock.
  private @Nullable BookStatements statements;

  private SqliteBook(SqliteDatabase database, HeadFile headFile) {
    this.database = database;
    this.headFile = headFile;
  }

  /// Throws [DatabaseRefused] where the book is older than what was last written in `home`, or
  /// another one: money was spent that it does not know of.
  public static SqliteBook open(SqliteDatabase database, Path home) {
    try {
      SqliteBook book = new SqliteBook(database, HeadFile.open(home));
      book.compareWithHeadFile();
      return book;
    } catch (IOException failed) {
      throw new StoreUnavailable(home.resolve(HeadFile.NAME) + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public Head head() {
    try {
      return readHead();
    } catch (StoreUnavailable failed) {
      throw new LedgerUnavailable("the book's head can't be read", failed);
    }
  }

  /// What the book says of time, without reading all of it.
  public BookTime time() {
    return database.read(BookTimes::read);
  }

  @Override
  public void replay(Consumer<Batch> reader) {
    try {
      database.read(connection -> {
        try (BookReader all = new BookReader(connection)) {
          all.forEach(reader);
        }
        return true;
      });
    } catch (StoreUnavailable failed) {
      throw new LedgerUnavailable("the book can't be read: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void append(Batch batch, List<BudgetView> touched) {
    try {
      database.write(connection -> insert(connection, batch, touched));
      headFile.write(batch.head());
    } catch (StoreUnavailable | IOException failed) {
      throw new LedgerUnavailable(
          "batch " + batch.number() + " was not written for certain: " + failed.getMessage(),
          failed);
    }
  }

  @Override
  public void close() {
    try {
      headFile.close();
    } catch (IOException failed) {
      throw new StoreUnavailable(headFile.file() + " can't be closed", failed);
    }
  }

  private boolean insert(Connection connection, Batch batch, List<BudgetView> touched)
      throws SQLException {
    BookStatements prepared = prepared(connection);
    Head head = prepared.head();
    boolean follows =
        batch.number() == head.number() + 1
            && batch.firstEvent() == head.events() + 1
            && batch.previousHash().equals(head.hash());
    if (!follows) {
      throw new LedgerUnavailable(
          "batch %d does not follow the book's head, batch %d: somebody else wrote the book"
              .formatted(batch.number(), head.number()));
    }
    try {
      prepared.insert(batch);
      prepared.put(touched, batch.at());
      return true;
    } finally {
      prepared.clear();
    }
  }

  private BookStatements prepared(Connection connection) throws SQLException {
    BookStatements known = statements;
    if (known == null || !known.belongTo(connection)) {
      known = new BookStatements(connection);
      statements = known;
    }
    return known;
  }

  private Head readHead() {
    return database.read(connection -> {
      try (PreparedStatement last = connection.prepareStatement(BookStatements.LAST);
          ResultSet row = last.executeQuery()) {
        return BookStatements.head(row);
      }
    });
  }

  private void compareWithHeadFile() throws IOException {
    Head stored = readHead();
    Optional<Head> written = headFile.read();
    if (written.isPresent() && !contains(written.get())) {
      headFile.close();
      throw new DatabaseRefused(
          database.file(),
          "holds an older or another book than the one last written here (it ends at batch "
              + stored.number()
              + ", "
              + headFile.file().getFileName()
              + " says batch "
              + written.get().number()
              + "): what was spent since would not count",
          "put back the newest copy of the database; or, knowing that, lower the budgets by what"
              + " was spent since, delete "
              + headFile.file()
              + " and start again");
    }
    headFile.write(stored);
  }

  private boolean contains(Head head) {
    return head.equals(Head.EMPTY)
        || database.<Boolean>read(connection -> {
          try (PreparedStatement find =
              connection.prepareStatement("SELECT hash FROM tc_batches WHERE number = ?")) {
            find.setLong(1, head.number());
            try (ResultSet row = find.executeQuery()) {
              return row.next() && row.getString(1).equals(head.hash());
            }
          }
        });
  }
}
