package dev.trafficcontrol.attack;

import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.Book;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Checkpoint;
import dev.trafficcontrol.ledger.Head;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A book that dies before or after it has written a hold or a settle.
final class DoomedBook implements Book {

  private final Book book;
  private final Doom doom;

  DoomedBook(Book book, Doom doom) {
    this.book = book;
    this.doom = doom;
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
  public Optional<Checkpoint> checkpoint() {
    return book.checkpoint();
  }

  @Override
  public void keep(Checkpoint checkpoint) {
    book.keep(checkpoint);
  }

  @Override
  public Duration longestAbsence() {
    return book.longestAbsence();
  }

  @Override
  public Turn turn() {
    return new DoomedTurn(book.turn());
  }

  private final class DoomedTurn implements Turn {

    private final Turn turn;

    DoomedTurn(Turn turn) {
      this.turn = turn;
    }

    @Override
    public Instant time(Instant local) {
      return turn.time(local);
    }

    @Override
    public void since(Head known, Consumer<Batch> reader) {
      turn.since(known, reader);
    }

    @Override
    public void append(Batch batch, List<BudgetView> touched) {
      List<HoldId> holds = holds(batch);
      if (!holds.isEmpty()) {
        doom.reached(Doom.Step.BEFORE_HOLD, holds);
      }
      reached(batch, "settled", Doom.Step.BEFORE_SETTLE);
      turn.append(batch, touched);
      reached(batch, "held", Doom.Step.AFTER_HOLD);
      reached(batch, "settled", Doom.Step.AFTER_SETTLE);
    }

    @Override
    public void close() {
      turn.close();
    }
  }

  private static List<HoldId> holds(Batch batch) {
    return batch.entries().stream()
        .map(Batch.Entry::event)
        .filter(LedgerEvent.Held.class::isInstance)
        .map(event -> ((LedgerEvent.Held) event).id())
        .toList();
  }

  private void reached(Batch batch, String kind, Doom.Step step) {
    if (batch.entries().stream().anyMatch(entry -> entry.kind().equals(kind))) {
      doom.reached(step);
    }
  }
}
