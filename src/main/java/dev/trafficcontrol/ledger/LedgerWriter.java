package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The one writer of a book: callers hand in tickets, [WriterLoop] decides and writes them in
/// batches.
public final class LedgerWriter implements Ledger, AutoCloseable {

  private static final int WORTH_HANDING_OVER = 128;

  private final WriterLoop loop;
  private final Thread thread;
  private final ExecutorService hand;

  private LedgerWriter(WriterLoop loop, ExecutorService hand) {
    this.loop = loop;
    this.hand = hand;
    this.thread = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(loop);
  }

  /// As the other, of a book that one node has for itself.
  public static LedgerWriter open(Book book, InstantSource clock, BookListener listener) {
    return open(book, null, clock, listener);
  }

  /// Replays the book, checking its chain, and begins to write it. This node's holds that are open
  /// are charged: only a writer that is gone can have made their calls.
  ///
  /// Throws [LedgerUnavailable] where the book can't be read, [BrokenInvariant] where it can't be
  /// trusted.
  ///
  /// @param node who writes, where several share the book; one node has one writer at a time
  public static LedgerWriter open(
      Book book, @Nullable String node, InstantSource clock, BookListener listener) {
    ExecutorService hand =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-scribe").daemon().factory());
    WriterLoop loop =
        new WriterLoop(
            book,
            node,
            clock,
            listener,
            book instanceof SoleBook ? new Scribe.Hand(hand, WORTH_HANDING_OVER) : null);
    remind(listener, book, loop.load(), clock.instant());
    LedgerWriter writer = new LedgerWriter(loop, hand);
    writer.thread.start();
    boolean opened = false;
    try {
      writer.ask(new WriteDefaults());
      writer.ask(new ExpireOrphans(node));
      opened = true;
      return writer;
    } finally {
      if (!opened) {
        writer.close();
      }
    }
  }

  /// Of what `loaded` was read from, and not of what others append meanwhile: that comes as news.
  private static void remind(BookListener listener, Book book, LoadedBook loaded, Instant clock) {
    if (listener.memory().isZero()) {
      return;
    }
    Instant from = loaded.timeAt(clock).minus(listener.memory());
    book.replay(
        from,
        batch -> {
          if (batch.number() <= loaded.head().number()) {
            listener.remember(
                batch.entries().stream().map(Batch.Entry::event).toList(), batch.at());
          }
        });
  }

  @Override
  public HoldReply hold(HoldRequest request) throws InterruptedException {
    Ticket.ForHold ticket = new Ticket.ForHold(request);
    loop.submit(ticket);
    try {
      return ticket.reply.get();
    } catch (InterruptedException gone) {
      Ticket.Leave leave = new Ticket.Leave(ticket);
      loop.submit(leave);
      join(leave.reply);
      throw gone;
    } catch (ExecutionException failed) {
      throw new LedgerUnavailable("hold " + request.id() + " has no answer", failed);
    }
  }

  @Override
  public void shrink(HoldId id, Money bound) {
    submit(new ShrinkHold(id, bound));
  }

  @Override
  public PendingEnd end(HoldId id, HoldEnd how) {
    Ticket.ForCommand<EndReply> ticket = new Ticket.ForCommand<>(how.of(id), Ticket.Owed.YES);
    loop.submit(ticket);
    return () -> join(ticket.reply);
  }

  @Override
  public <R> R ask(LedgerCommand<R> command) {
    return submit(command);
  }

  @Override
  public Optional<Key> key(String id) {
    return Optional.ofNullable(loop.published().keys().get(id));
  }

  @Override
  public Map<Scope, BreakerState> breakers() {
    return loop.published().breakers();
  }

  @Override
  public List<BudgetView> budgets() {
    return ask((state, now) -> Decision.nothingBut(state.accounts.budgets(now)));
  }

  @Override
  public List<BudgetView> budgetsFor(HoldScope scope) {
    return ask((state, now) ->
        Decision.nothingBut(
            scope.scopes().stream()
                .flatMap(each -> state.accounts.budgets(each, now).stream())
                .toList()));
  }

  @Override
  public List<Hold> openHolds() {
    return ask((state, now) -> Decision.nothingBut(List.copyOf(state.holds.all())));
  }

  @Override
  public Money totalSpent() {
    return ask((state, now) -> Decision.nothingBut(state.accounts.totalSpent()));
  }

  @Override
  public Map<Scope, Money> spentByScope() {
    return ask((state, now) -> Decision.nothingBut(state.accounts.spentByScope()));
  }

  @Override
  public List<KeyView> keys() {
    return ask((state, now) ->
        Decision.nothingBut(
            state.access.keys().stream()
                .map(key -> new KeyView(key, state.access.isRevoked(key.id())))
                .toList()));
  }

  @Override
  public Optional<KillSwitch> kill() {
    return Optional.ofNullable(
        ask((state, now) -> Decision.nothingBut(new KillReading(state.kill()))).kill());
  }

  private record KillReading(@Nullable KillSwitch kill) {}

  /// Writes what was handed in before, then ends. Callers that come later get [LedgerUnavailable].
  ///
  /// An interrupt is kept for later: the store is closed next, and nothing may be on its way to it.
  @Override
  public void close() {
    loop.stop();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    hand.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private <R> R submit(LedgerCommand<R> command) {
    Ticket.ForCommand<R> ticket = new Ticket.ForCommand<>(command, Ticket.Owed.NO);
    loop.submit(ticket);
    return join(ticket.reply);
  }

  private static <R> R join(CompletableFuture<R> reply) {
    try {
      return reply.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof LedgerUnavailable why) {
        throw new LedgerUnavailable(String.valueOf(why.getMessage()), why);
      }
      throw failed;
    }
  }
}
