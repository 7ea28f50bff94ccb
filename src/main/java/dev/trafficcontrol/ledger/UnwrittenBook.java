package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A book for whoever only looks: what is appended is taken for written and never is. Its ledger
/// stands as it would once somebody began to work (open holds charged, defaults written), and the
/// book stays as it is.
public final class UnwrittenBook implements SoleBook {

  private final Book book;

  public UnwrittenBook(Book book) {
    this.book = book;
  }

  @Override
  public Head head() {
    return book.head();
  }

  @Override
  public void replay(Head known, Consumer<Batch> reader) {
    book.replay(known, reader);
  }

  @Override
  public void replay(Instant from, Consumer<Batch> reader) {
    book.replay(from, reader);
  }

  @Override
  public Optional<Checkpoint> base() {
    return book.base();
  }

  @Override
  public Optional<Checkpoint> checkpoint() {
    return book.checkpoint();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    // as of batches
  }

  @Override
  public void append(Batch batch, List<BudgetView> touched) {
    // that is the point
  }
}
