package dev.trafficcontrol.adapter.sql;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.OldBatches;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// The oldest rows of `tc_batches`, and in `tc_base` what the book begins after once they may go.
public final class SqlOldBatches implements OldBatches {

  /// Events after which a transaction ends: so few that nobody waits for it.
  private static final int STEP = 20_000;

  private static final String UP_TO =
      BookReader.BATCHES + " WHERE number > ? AND number <= ? ORDER BY number";

  private final Database database;

  public SqlOldBatches(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Checkpoint> base() {
    return database.read(Checkpoints::base);
  }

  @Override
  public Head lastBefore(Instant time) {
    return database.read(connection -> {
      long base = BookReader.archived(connection);
      Head last = Head.EMPTY;
      try (PreparedStatement query =
          connection.prepareStatement(
              "SELECT number, hash, first_event + events - 1, at FROM tc_batches WHERE number > ? ORDER BY number")) {
        query.setFetchSize(STEP);
        query.setLong(1, base);
        try (ResultSet row = query.executeQuery()) {
          while (row.next() && Instant.parse(row.getString(4)).isBefore(time)) {
            last = new Head(row.getLong(1), row.getString(2), row.getLong(3));
          }
        }
      }
      return last;
    });
  }

  @Override
  public void replay(Head after, Head last, Consumer<Batch> reader) {
    database.read(connection -> {
      try (PreparedStatement query = connection.prepareStatement(UP_TO)) {
        query.setFetchSize(BookReader.AT_ONCE);
        query.setLong(1, after.number());
        query.setLong(2, last.number());
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            reader.accept(BookReader.batch(row));
          }
        }
      }
      return true;
    });
  }

  @Override
  public boolean has(Head head) {
    return database.<Boolean>read(connection -> BookReader.contains(connection, head));
  }

  /// Throws [StoreUnavailable] as its interface says.
  @Override
  public void beginAfter(Head before, Checkpoint base) {
    new SqlUsage(database).catchUp();
    database.write(connection -> begin(connection, before, base));
  }

  private static boolean begin(Connection connection, Head before, Checkpoint base)
      throws SQLException {
    Head known = Checkpoints.base(connection).map(Checkpoint::head).orElse(Head.EMPTY);
    if (known.equals(base.head())) {
      return false;
    }
    if (!known.equals(before)) {
      throw new StoreUnavailable(
          "the book was archived up to batch %d by somebody else meanwhile; the file that was made now is not needed"
              .formatted(known.number()));
    }
    if (UsageFollower.last(connection) < base.head().events()) {
      throw new StoreUnavailable(
          "the usage log has not followed the book up to event " + base.head().events());
    }
    Checkpoints.begin(connection, base);
    return true;
  }

  @Override
  public boolean removeSome() {
    return database.<Integer>write(connection ->
        Sql.update(
            connection,
            """
            DELETE FROM tc_batches WHERE number <= (SELECT number FROM tc_base)
              AND first_event < (SELECT MIN(first_event) FROM tc_batches) + ?
            """,
            STEP))
        > 0;
  }
}
