package dev.trafficcontrol.adapter.sqlite;

import dev.trafficcontrol.adapter.sql.BookReader;
import dev.trafficcontrol.adapter.sql.BookStatements;
import dev.trafficcontrol.adapter.sql.BookTimes;
import dev.trafficcontrol.adapter.sql.Checkpoints;
import dev.trafficcontrol.adapter.sql.DatabaseRefused;
import dev.trafficcontrol.adapter.sql.HeadCopies;
import dev.trafficcontrol.adapter.sql.HeadFile;
import dev.trafficcontrol.adapter.sql.HomeBook;
import dev.trafficcontrol.adapter.sql.Meta;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BookTime;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.SoleBook;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The book in SQLite, and its last head in a file beside it.
public final class SqliteBook implements SoleBook, HomeBook {

  private final SqliteDatabase database;
  private final HeadCopies heads;
  // Guarded by the database's write lock.
  private @Nullable BookStatements statements;

  private SqliteBook(SqliteDatabase database, HeadCopies heads) {
    this.database = database;
    this.heads = heads;
  }

  /// Throws [DatabaseRefused] where the book is older than what was last written in `home`, or
  /// another one, or where that can't be told: money was spent that it may not know of.
  public static SqliteBook open(SqliteDatabase database, Path home) {
    return open(database, home, Optional.empty());
  }

  /// @param elsewhere where the second copy of the head is kept
  public static SqliteBook open(SqliteDatabase database, Path home, Optional<Path> elsewhere) {
    SqliteBook book = openInDoubt(database, home, elsewhere);
    Optional<String> doubt = book.doubt();
    if (doubt.isPresent()) {
      book.close();
      throw new DatabaseRefused(
          database.file(),
          doubt.get(),
          "put back the newest copy of the home; or, knowing that, lower the budgets by what was"
              + " spent since: trafficctl ledger accept-head --reason TEXT");
    }
    return book;
  }

  /// Also opens a book of which it can't be told whether it is the newest ([#doubt]): for whoever
  /// may say that it is to be believed.
  public static SqliteBook openInDoubt(
      SqliteDatabase database, Path home, Optional<Path> elsewhere) {
    try {
      SqliteBook book = new SqliteBook(database, HeadCopies.open(home, elsewhere));
      book.heads.compare(
          new HeadCopies.Stored(
              book.readHead(), database.read(BookReader::archived), book::contains),
          database.read(connection -> Meta.find(connection, Meta.DOUBT)));
      return book;
    } catch (IOException failed) {
      throw new StoreUnavailable(home.resolve(HeadFile.NAME) + ": " + failed.getMessage(), failed);
    }
  }

  @Override
  public Optional<String> doubt() {
    return heads.doubt();
  }

  /// Takes the doubt away: last of all the database's own, so that a death before is as if nobody
  /// had been asked.
  @Override
  public void believe() {
    try {
      heads.believe(readHead());
      database.write(Meta::forgetBackup);
    } catch (IOException failed) {
      throw new StoreUnavailable("the book's head can't be written", failed);
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

  @Override
  public BookTime time() {
    return database.read(BookTimes::read);
  }

  @Override
  public Optional<Checkpoint> base() {
    try {
      return database.read(Checkpoints::base);
    } catch (StoreUnavailable failed) {
      throw new LedgerUnavailable("what the book begins after can't be read", failed);
    }
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    try {
      return database.read(Checkpoints::newest);
    } catch (StoreUnavailable failed) {
      throw new LedgerUnavailable("the book's checkpoint can't be read", failed);
    }
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    try {
      database.write(connection -> Checkpoints.keep(connection, checkpoint));
    } catch (StoreUnavailable failed) {
      throw new LedgerUnavailable("the book's checkpoint was not written", failed);
    }
  }

  @Override
  public void replay(Head known, Consumer<Batch> reader) {
    handOver(connection -> BookReader.forEach(connection, known.number(), reader));
  }

  @Override
  public void replay(Instant from, Consumer<Batch> reader) {
    handOver(connection -> BookReader.forEach(connection, from, reader));
  }

  private void handOver(BookReader.Reading reading) {
    try {
      database.read(connection -> {
        reading.of(connection);
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
      heads.write(batch.head());
    } catch (StoreUnavailable | IOException failed) {
      throw new LedgerUnavailable(
          "batch " + batch.number() + " was not written for certain: " + failed.getMessage(),
          failed);
    }
  }

  @Override
  public void close() {
    try {
      heads.close();
    } catch (IOException failed) {
      throw new StoreUnavailable("the book's head can't be closed", failed);
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

  private boolean contains(Head head) {
    return head.equals(Head.EMPTY)
        || database.<Boolean>read(connection -> BookReader.contains(connection, head));
  }
}
