package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.BookReader;
import dev.trafficcontrol.adapter.sql.BookStatements;
import dev.trafficcontrol.adapter.sql.HeadCopies;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One transaction that has locked the head of the book; everything here is read after that, in
/// statements of their own, and so sees all that the turns before have committed.
final class PostgresTurn implements Book.Turn {

  private static final String HEAD =
      "SELECT number, hash, events, " + DatabaseClock.NOW + " FROM tc_book WHERE id = 1";
  private static final String MOVE =
      "UPDATE tc_book SET number = ?, hash = ?, events = ?, at = ? WHERE id = 1 AND number = ?";

  private final WritingConnection writer;
  private final Connection connection;
  private final BookStatements statements;
  private final HeadCopies heads;
  private final Head head;
  private final Instant time;

  PostgresTurn(
      WritingConnection writer,
      Connection connection,
      BookStatements statements,
      HeadCopies heads,
      DatabaseClock clock)
      throws SQLException {
    this.writer = writer;
    this.connection = connection;
    this.statements = statements;
    this.heads = heads;
    try (PreparedStatement query = connection.prepareStatement(HEAD);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("tc_book has lost its row");
      }
      this.head = new Head(row.getLong(1), row.getString(2), row.getLong(3));
      this.time = clock.checked(DatabaseClock.instant(row.getLong(4)));
    }
  }

  @Override
  public Instant time(Instant local) {
    return time;
  }

  @Override
  public void since(Head known, Consumer<Batch> reader) {
    if (!known.equals(head) && known.number() >= head.number()) {
      throw new BrokenInvariant(
          "the database is an older copy, or another book: it ends at batch %d, and batch %d was seen"
              .formatted(head.number(), known.number()));
    }
    try {
      if (!known.equals(head)) {
        requireInBook(known);
        BookReader.forEach(connection, known.number(), reader);
      }
      // Also what was known before: it may have been learned by reading the whole book anew.
      heads.write(head);
    } catch (SQLException | IOException failed) {
      throw new LedgerUnavailable("the book can't be read: " + failed.getMessage(), failed);
    }
  }

  /// A process may have stood still for so long: what followed is in a file, and whether the book
  /// is the one that was known can't be told by it any more.
  private void requireInBook(Head known) throws SQLException {
    long archived = BookReader.archived(connection);
    if (known.number() < archived) {
      throw new BrokenInvariant(
          "batches up to %d were archived since batch %d was seen: start again, and see docs/NODES.md"
              .formatted(archived, known.number()));
    }
  }

  @Override
  public void append(Batch batch, List<BudgetView> touched) {
    if (!follows(batch)) {
      throw new LedgerUnavailable(
          "batch %d does not follow the book's head, batch %d"
              .formatted(batch.number(), head.number()));
    }
    try {
      insert(batch, touched);
      writer.commit(connection);
      heads.write(batch.head());
    } catch (SQLException | IOException | StoreUnavailable failed) {
      throw new LedgerUnavailable(
          "batch " + batch.number() + " was not written for certain: " + failed.getMessage(),
          failed);
    }
  }

  private void insert(Batch batch, List<BudgetView> touched) throws SQLException {
    try {
      statements.insert(batch);
      statements.put(touched, batch.at());
    } finally {
      statements.clear();
    }
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setLong(1, batch.number());
      move.setString(2, batch.hash());
      move.setLong(3, batch.head().events());
      move.setString(4, batch.at().toString());
      move.setLong(5, head.number());
      if (move.executeUpdate() != 1) {
        throw new SQLException("the head of the book moved although it was locked");
      }
    }
  }

  private boolean follows(Batch batch) {
    return batch.number() == head.number() + 1
        && batch.firstEvent() == head.events() + 1
        && batch.previousHash().equals(head.hash());
  }

  @Override
  public void close() {
    writer.giveBack(connection);
  }
}
