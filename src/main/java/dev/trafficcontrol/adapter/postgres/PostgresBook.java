package dev.trafficcontrol.adapter.postgres;

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
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The book that all nodes of a database share, and its last head as this node knows it in a file
/// of its own: a database that was put back, or a standby that lagged, has forgotten what it says.
///
/// Writers take turns at the row of `tc_book`, the head of the book, on a connection apart from the
/// one that writes tasks.
public final class PostgresBook implements HomeBook {

  /// What another node did (a kill, a trip, a new key) is known here after as long.
  private static final Duration LONGEST_ABSENCE = Duration.ofMillis(250);

  private final PostgresDatabase database;
  private final WritingConnection writer;
  private final HeadCopies heads;
  // Guarded by the writer's turn.
  private @Nullable TurnStatements statements;
  private final DatabaseClock clock;
  private final OtherNodes others = new OtherNodes();

  private PostgresBook(PostgresDatabase database, HeadCopies heads) {
    this.clock = new DatabaseClock(database.read(DatabaseClock::read), System::nanoTime);
    this.database = database;
    this.writer = new WritingConnection(database.address());
    this.heads = heads;
  }

  /// Throws [DatabaseRefused] where the book is older than what this node last saw of it, or
  /// another one, or where that can't be told: money was spent that it may not know of.
  public static PostgresBook open(PostgresDatabase database, Path home, Optional<Path> elsewhere) {
    PostgresBook book = openInDoubt(database, home, elsewhere);
    Optional<String> doubt = book.doubt();
    if (doubt.isPresent()) {
      book.close();
      throw new DatabaseRefused(
          database.address().toString(),
          doubt.get(),
          "connect to the newest copy of the database; or, knowing that, lower the budgets by what"
              + " was spent since: trafficctl ledger accept-head --reason TEXT");
    }
    return book;
  }

  /// Also opens a book of which it can't be told whether it is the newest ([#doubt]): for whoever
  /// may say that it is to be believed.
  public static PostgresBook openInDoubt(
      PostgresDatabase database, Path home, Optional<Path> elsewhere) {
    try {
      PostgresBook book = new PostgresBook(database, HeadCopies.ofShared(home, elsewhere));
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

  /// Takes the doubt away, for this node.
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
  public void ahead(Head known, Consumer<Batch> reader) {
    if (others.areBusy()) {
      replay(known, reader);
    }
  }

  /// The database's time, carried on between turns by the time that passes here.
  public InstantSource clock() {
    return clock;
  }

  @Override
  public Duration longestAbsence() {
    return LONGEST_ABSENCE;
  }

  @Override
  public Turn turn() {
    try {
      database.requireName();
      WritingConnection.Taken<TurnStatements.Locked> taken =
          writer.take(connection -> prepared(connection).lock());
      boolean begun = false;
      try {
        Instant time = clock.checked(taken.said().time());
        PostgresTurn turn =
            new PostgresTurn(writer, taken, prepared(taken.connection()), heads, others, time);
        begun = true;
        return turn;
      } finally {
        if (!begun) {
          writer.giveBack(taken.connection());
        }
      }
    } catch (SQLException | StoreUnavailable failed) {
      throw new LedgerUnavailable(
          "the book's head can't be locked: " + failed.getMessage(), failed);
    }
  }

  @Override
  public void close() {
    try (writer) {
      heads.close();
    } catch (IOException failed) {
      throw new StoreUnavailable("the book's head can't be closed", failed);
    }
  }

  private TurnStatements prepared(Connection connection) throws SQLException {
    TurnStatements known = statements;
    if (known == null || !known.belongTo(connection)) {
      known = new TurnStatements(connection);
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
