package dev.trafficcontrol.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Writes what was decided while the writer decides the next, where the book is that writer's
/// alone.
///
/// One batch is on its way at a time, and nobody is answered before it is durable. Where it fails,
/// what was decided after it is void too: it was decided on what never happened.
///
/// Belongs to the writer's thread; only the writing and the answers are on its own.
final class Scribe {

  /// Short against a batch that is worth being written here.
  private static final long MOMENT_NANOS = 50_000;

  private final Hand hand;
  private final Runnable afterFailure;
  private @Nullable UnderWay underWay;

  /// @param executor runs one thing after another
  /// @param worth tickets from which on a batch is worth being written by it: for fewer, handing
  ///   them over takes longer than deciding them
  record Hand(Executor executor, int worth) {}

  private record UnderWay(Draft draft, CompletableFuture<Boolean> written) {}

  /// @param afterFailure told on another thread than the writer's, which may be waiting for work
  Scribe(Hand hand, Runnable afterFailure) {
    this.hand = hand;
    this.afterFailure = afterFailure;
  }

  boolean isWorth(int tickets) {
    return tickets >= hand.worth();
  }

  int worth() {
    return hand.worth();
  }

  /// How many wait for the batch that is on its way.
  int busyWith() {
    UnderWay current = underWay;
    return current == null || current.written.isDone() ? 0 : current.draft.tickets().size();
  }

  /// Sends it on its way, after [#finish]. Where that itself fails, nothing is on its way: nobody
  /// would ever say that it ended.
  void begin(Draft draft, Runnable writing) {
    CompletableFuture<Boolean> written = new CompletableFuture<>();
    hand.executor()
        .execute(() -> {
          try {
            writing.run();
          } catch (RuntimeException | Error failed) {
            written.completeExceptionally(failed);
            afterFailure.run();
            return;
          }
          // First: whoever is answered and comes again must find that its batch has ended.
          written.complete(true);
          draft.answer();
        });
    underWay = new UnderWay(draft, written);
  }

  /// Ends what was written meanwhile, without waiting for it.
  void look() {
    UnderWay current = underWay;
    if (current != null && current.written.isDone()) {
      finish();
    }
  }

  /// Waits until what is on its way has ended, well or not, or until there is enough to do
  /// meanwhile.
  void await(BooleanSupplier isEnough) {
    UnderWay current = underWay;
    while (current != null && !current.written.isDone() && !isEnough.getAsBoolean()) {
      LockSupport.parkNanos(this, MOMENT_NANOS);
    }
  }

  /// Waits until what is on its way is durable. Throws what the writing threw; then its tickets are
  /// [#unwritten].
  void finish() {
    UnderWay current = underWay;
    if (current == null) {
      return;
    }
    try {
      current.written.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case RuntimeException known -> throw known;
        case Error known -> throw known;
        case null, default -> throw failed;
      }
    }
    underWay = null;
    current.draft.leaveLine();
  }

  /// Takes over the tickets of a batch that failed, waiting for one that is on its way.
  List<Ticket> unwritten() {
    try {
      finish();
      return List.of();
    } catch (RuntimeException | Error failed) {
      UnderWay current = underWay;
      underWay = null;
      return current == null ? List.of() : current.draft.tickets();
    }
  }
}
