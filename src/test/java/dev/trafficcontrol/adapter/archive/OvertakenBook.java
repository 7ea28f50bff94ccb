package dev.trafficcontrol.adapter.archive;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import java.util.Optional;
import java.util.function.Consumer;

/// A book with which something happens once, after its reader has asked what it begins after, and
/// before its batches are read.
final class OvertakenBook implements Book {

  private final Book book;
  private final Runnable meanwhile;
  private boolean happened;

  OvertakenBook(Book book, Runnable meanwhile) {
    this.book = book;
    this.meanwhile = meanwhile;
  }

  @Override
  public Optional<Checkpoint> base() {
    Optional<Checkpoint> base = book.base();
    if (!happened) {
      happened = true;
      meanwhile.run();
    }
    return base;
  }

  @Override
  public Head head() {
    return book.head();
  }

  @Override
  public void replay(Head known, Consumer<Batch> reader) {
    book.replay(known, reader);
  }

  /// None, so that all of the book is read.
  @Override
  public Optional<Checkpoint> checkpoint() {
    return Optional.empty();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    book.keep(checkpoint);
  }

  @Override
  public Turn turn() {
    return book.turn();
  }
}
