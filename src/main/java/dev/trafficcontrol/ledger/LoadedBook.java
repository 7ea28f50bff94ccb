package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A book's head with the state that its events add up to.
final class LoadedBook {

  /// Events from which on a batch is written by more than one processor.
  private static final int LARGE = 64;

  private final LedgerCore core;
  private Head head = Head.EMPTY;

  private LoadedBook(@Nullable String node) {
    this.core = new LedgerCore(node);
  }

  /// Reads the whole book, checking each link of its chain.
  ///
  /// @param node who reads it to go on with it, where several share the book
  static LoadedBook read(Book book, @Nullable String node) {
    LoadedBook loaded = new LoadedBook(node);
    book.replay(batch -> loaded.accept(batch, event -> {}));
    return loaded.upToDate();
  }

  /// Reads the whole book again.
  ///
  /// Throws [BrokenInvariant] where it does not go on from what was known: then it is an older
  /// copy, such as a standby that lagged, and money was spent that it does not know of.
  ///
  /// @param known where the book was when it was last seen
  /// @param news takes what was appended since
  static LoadedBook readAgain(
      Book book, @Nullable String node, Head known, BiConsumer<LoadedBook, Batch> news) {
    LoadedBook loaded = new LoadedBook(node);
    book.replay(batch -> {
      if (batch.number() > known.number()) {
        loaded.mustHavePassed(known);
        news.accept(loaded, batch);
      } else {
        loaded.accept(batch, event -> {});
      }
    });
    loaded.mustHavePassed(known);
    return loaded.upToDate();
  }

  private void mustHavePassed(Head known) {
    if (head.number() < known.number()
        || (head.number() == known.number() && !head.equals(known))) {
      throw new BrokenInvariant(
          "the database is an older copy, or another book: it was seen to go on to batch %d, and ends at batch %d or has another one there"
              .formatted(known.number(), head.number()));
    }
  }

  private LoadedBook upToDate() {
    LedgerState state = core.state();
    state.accounts.forgetBefore(state.time());
    return this;
  }

  static LoadedBook empty() {
    return new LoadedBook(null);
  }

  LedgerCore core() {
    return core;
  }

  Head head() {
    return head;
  }

  /// The ledger's time: never before what the book says, whatever the clock says.
  Instant timeAt(Instant clock) {
    Instant last = core.state().time();
    return clock.isBefore(last) ? last : clock;
  }

  /// After a step that sets the clock the book has to be read anew.
  void append(Book.Turn turn, LedgerCore.Step step, Instant now) {
    List<Batch.Entry> entries = encoded(step.events());
    Batch batch = Batch.after(head, step.newTime().orElse(now), entries);
    turn.append(batch, step.touched());
    head = batch.head();
  }

  /// Writing the texts is much of a large batch's work, and each is on its own.
  private static List<Batch.Entry> encoded(List<LedgerEvent> events) {
    Stream<LedgerEvent> each = events.size() < LARGE ? events.stream() : events.parallelStream();
    return each.map(EventCodec::write).toList();
  }

  /// Takes over the next batch, which somebody else has written; returns what it changed.
  LedgerCore.Step follow(Batch batch) {
    List<LedgerEvent> events = new ArrayList<>();
    BudgetsTouched touched = new BudgetsTouched();
    accept(
        batch,
        event -> {
          touched.note(event, core.state());
          events.add(event);
        });
    return new LedgerCore.Step(events, touched.views(core.state(), batch.at()));
  }

  /// Takes the next batch over, or throws [BrokenInvariant]; tells `before` each event before it is
  /// applied.
  void accept(Batch batch, Consumer<LedgerEvent> before) {
    if (!batch.follows(head)) {
      throw new BrokenInvariant(
          "the book's batch %d does not follow batch %d".formatted(batch.number(), head.number()));
    }
    if (!batch.isIntact()) {
      throw new BrokenInvariant(
          "the book's batch %d is not what was written: its hash differs"
              .formatted(batch.number()));
    }
    for (Batch.Entry entry : batch.entries()) {
      LedgerEvent event = EventCodec.read(entry);
      before.accept(event);
      core.replay(event, batch.at());
    }
    head = batch.head();
  }
}
