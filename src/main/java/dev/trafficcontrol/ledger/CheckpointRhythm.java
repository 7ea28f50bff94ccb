package dev.trafficcontrol.ledger;

/// When what a book adds up to is written down, so that a start need not read all of it.
final class CheckpointRhythm {

  /// @param events after so many: a fraction of a second to read again
  /// @param weighed so many events are worth one line of the checkpoint
  record When(long events, long weighed) {}

  /// As seldom as makes no difference where there is much to write down: so many events are read
  /// again as quickly as one line is written.
  static final When WHILE_WRITING = new When(100_000, 4);

  static final When AT_THE_END = new When(5_000, 1);

  private final Book book;

  /// The events before the newest checkpoint that the book vouches for, as far as is known here.
  private long checkpointed;

  CheckpointRhythm(Book book) {
    this.book = book;
  }

  /// @param from a checkpoint's head, or that of an empty book
  void readFrom(Head from) {
    checkpointed = Math.max(checkpointed, from.events());
  }

  boolean isDue(LoadedBook current, When when) {
    long due = Math.max(when.events(), when.weighed() * current.core().state().weight());
    return current.head().events() - checkpointed >= due;
  }

  /// Keeps one, and returns what makes the book vouch for it. Nothing depends on it: where it fails
  /// it is made after as many events again.
  ///
  /// @param current nothing of it is on its way to the disk
  LedgerCommand<?> keep(LoadedBook current) {
    checkpointed = current.head().events();
    Checkpoint checkpoint = Checkpoint.of(current.head(), current.core().state());
    book.keep(checkpoint);
    return new NoteCheckpoint(checkpoint.note());
  }
}
