package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// A book's oldest batches, which can be taken out of where it is kept once they stand elsewhere.
/// Throws what the store throws where it fails.
public interface OldBatches {

  /// As [Book#base].
  Optional<Checkpoint> base();

  /// Where the book was when it came to `time`: the last batch before the first that is not
  /// earlier. [Head#EMPTY] where there is none, or where it is archived already.
  Head lastBefore(Instant time);

  /// Hands over the batches that follow `after`, up to `last`.
  void replay(Head after, Head last, Consumer<Batch> reader);

  /// Whether the book has that very batch.
  boolean has(Head head);

  /// Makes the book begin after `base`, in one step. Throws where it does not begin after `before`
  /// now: somebody else was quicker.
  ///
  /// What follows the book has to have come up to there.
  void beginAfter(Head before, Checkpoint base);

  /// Removes some of the batches that the book does not begin with any more; says whether there may
  /// be others. A death between two calls leaves rows that nobody reads.
  boolean removeSome();
}
