package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The durable book: an append-only, hash-chained sequence of batches of events.
///
/// Several writers may share one, each with the state in its own memory; what each decides is
/// ordered by their turns. Every method throws [LedgerUnavailable] where the store fails; after
/// that it is unknown whether the last batch is durable, and the writer rereads.
public interface Book {

  /// The last batch's number and hash; [Head#EMPTY] for a new book.
  Head head();

  /// Hands over every batch there is, oldest first, exactly as stored. Does not check the chain:
  /// who reads does.
  default void replay(Consumer<Batch> reader) {
    replay(Head.EMPTY, reader);
  }

  /// As the other, of what follows the batch that `known` is the head of.
  void replay(Head known, Consumer<Batch> reader);

  /// As the other, of the batches from the first on after the last that was written before `from`:
  /// a tail, found from the book's end.
  default void replay(Instant from, Consumer<Batch> reader) {
    List<Batch> tail = new ArrayList<>();
    replay(batch -> {
      if (batch.at().isBefore(from)) {
        tail.clear();
      } else {
        tail.add(batch);
      }
    });
    tail.forEach(reader);
  }

  /// What the book begins after, where its oldest batches were archived: they are not in it any
  /// more, and this stands for them. Whether it may be believed, who reads the book says.
  default Optional<Checkpoint> base() {
    return Optional.empty();
  }

  /// The newest checkpoint there is; whether it may be believed, who reads the book says.
  Optional<Checkpoint> checkpoint();

  /// Keeps it beside the book, in the place of older ones. Not part of any batch: one that is lost,
  /// or half a batch behind, is not missed.
  void keep(Checkpoint checkpoint);

  /// Waits until nobody else writes; then nobody else does until the turn ends. To be taken before
  /// anything is decided, and given back soon: it is everybody's.
  Turn turn();

  /// Hands over what others have appended after `known`, oldest first, without a turn: reading it
  /// is much of a turn's work, and need not be done while all others wait. More may be there when
  /// the turn comes, and a book may leave all of it to the turn.
  default void ahead(Head known, Consumer<Batch> reader) {}

  /// How long a writer may go without a turn and still know in time what others wrote.
  default Duration longestAbsence() {
    return Duration.ofSeconds(1);
  }

  /// The right to write the next batch.
  interface Turn extends AutoCloseable {

    /// The time by the book's own clock, or `local` where it has none.
    Instant time(Instant local);

    /// Hands over what was appended after `known`, oldest first, where others write too.
    ///
    /// Throws [BrokenInvariant] where the book does not go on from `known`: then it is another one,
    /// or an older copy.
    void since(Head known, Consumer<Batch> reader);

    /// Makes the batch durable in one step, all of it or nothing, together with the given budgets,
    /// which are a projection for people's queries and never read back. Returns once it would
    /// survive a power cut, and the turn is over.
    ///
    /// Refuses with [LedgerUnavailable] a batch that does not follow the head.
    void append(Batch batch, List<BudgetView> touched);

    /// Gives the turn back; nothing is written unless it was appended before.
    @Override
    void close();
  }
}
