package dev.trafficcontrol.adapter.postgres;

import dev.trafficcontrol.adapter.sql.BookReader;
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
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// One transaction that has locked the head of the book; everything here is read after that, in
/// statements of their own, and so sees all that the turns before have committed.
final class PostgresTurn implements Book.Turn {

  private final WritingConnection writer;
  private final Connection connection;
  private final TurnStatements statements;
  private final HeadCopies heads;
  private final OtherNodes others;
  private final Head head;
  private final Instant time;

  PostgresTurn(
      WritingConnection writer,
      WritingConnection.Taken<TurnStatements.Locked> taken,
      TurnStatements statements,
      HeadCopies heads,
      OtherNodes others,
      Instant time) {
    this.writer = writer;
    this.connection = taken.connection();
    this.statements = statements;
    this.heads = heads;
    this.others = others;
    this.head = taken.said().head();
    this.time = time;
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
    others.wrote(head.events() - known.events());
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
      statements.append(batch, touched, head);
      writer.commit(connection);
      heads.write(batch.head());
    } catch (SQLException | IOException | StoreUnavailable failed) {
      throw new LedgerUnavailable(
          "batch " + batch.number() + " was not written for certain: " + failed.getMessage(),
          failed);
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
