package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A writer that lost its store, and reads the book again.
class ReadAgainTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  /// A database of which a copy can take the place.
  private static final class Replaced implements SoleBook {
    private volatile MemoryBook now = new MemoryBook();

    /// As it is now.
    MemoryBook copy() {
      MemoryBook copy = new MemoryBook();
      now.replay(batch -> copy.append(batch, List.of()));
      return copy;
    }

    @Override
    public void append(Batch batch, List<BudgetView> touched) {
      now.append(batch, touched);
    }

    @Override
    public Head head() {
      return now.head();
    }

    @Override
    public void replay(Head known, Consumer<Batch> reader) {
      now.replay(known, reader);
    }

    @Override
    public Optional<Checkpoint> checkpoint() {
      return now.checkpoint();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
      now.keep(checkpoint);
    }
  }

  private final Replaced book = new Replaced();
  private final List<LedgerEvent> heard = new CopyOnWriteArrayList<>();
  private final LedgerWriter ledger =
      LedgerWriter.open(
          book, "here", InstantSource.fixed(NOW), (step, at) -> heard.addAll(step.events()));

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void a_kill_that_another_node_wrote_while_the_store_was_out_of_reach_is_heard() {
    try (LedgerWriter elsewhere =
        LedgerWriter.open(book.now, "there", InstantSource.fixed(NOW), BookListener.NOBODY)) {
      elsewhere.ask(new Kill("enough", "owner"));
    }
    book.now.failNext(1, MemoryBook.Fault.BEFORE_WRITING);
    ledger.ask(new NoteSwitch("paused", "owner", "test"));
    assertThat(heard).filteredOn(LedgerEvent.Killed.class::isInstance).hasSize(1);
  }

  @Test
  void what_was_written_without_an_answer_is_heard_once() {
    book.now.failNext(1, MemoryBook.Fault.AFTER_WRITING);
    ledger.ask(new Kill("enough", "owner"));
    ledger.ask(new Kill("again", "owner"));
    assertThat(heard)
        .filteredOn(LedgerEvent.Killed.class::isInstance)
        .containsExactlyElementsOf(
            book.now.events().stream().filter(LedgerEvent.Killed.class::isInstance).toList());
  }

  @Test
  void F18_an_older_copy_that_took_the_place_of_the_book_grants_nothing() throws Exception {
    MemoryBook older = book.copy();
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY),
            Limit.of(Money.ofUsd("1")),
            "owner",
            "less"));
    book.now = older;
    older.failNext(1, MemoryBook.Fault.BEFORE_WRITING);
    HoldRequest call =
        new HoldRequest(
            HoldId.mint(NOW, new byte[HoldId.RANDOM_BYTES]),
            "K1",
            List.of("claude-sonnet-5-5"),
            Money.ofUsd("2"),
            Duration.ofMinutes(15),
            Duration.ZERO);
    NoteSwitch note = new NoteSwitch("paused", "owner", "test");
    CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> ledger.ask(note));
    assertThat(answer)
        .as("whoever waits while the ledger stops itself is told so")
        .failsWithin(Duration.ofSeconds(60))
        .withThrowableThat()
        .withRootCauseInstanceOf(BrokenInvariant.class);
    assertThat(ledger.hold(call))
        .isInstanceOfSatisfying(
            HoldReply.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Unavailable.class));
  }
}
