package dev.trafficcontrol.ledger;

import java.util.List;
import java.util.function.Consumer;

/// The durable book: an append-only, hash-chained sequence of batches of events.
///
/// One writer at a time. Every method throws [LedgerUnavailable] where the store fails; after that
/// it is unknown whether the last batch is durable, and the writer rereads.
public interface Book {

  /// The last batch's number and hash; [Head#EMPTY] for a new book.
  Head head();

  /// Hands over every batch, oldest first, exactly as stored. Does not check the chain: who reads
  /// does.
  void replay(Consumer<Batch> reader);

  /// Makes the batch durable in one step, all of it or nothing, together with the given budgets,
  /// which are a projection for people's queries and never read back. Returns once it would survive
  /// a power cut.
  ///
  /// Refuses with [LedgerUnavailable] a batch that does not follow the head.
  void append(Batch batch, List<BudgetView> touched);
}
