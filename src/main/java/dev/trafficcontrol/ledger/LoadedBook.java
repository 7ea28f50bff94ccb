package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A book's head with the state that its events add up to.
final class LoadedBook {

  private final LedgerCore core;

  /// Moved by whoever writes, which may be another thread than who decides.
  private volatile Head head = Head.EMPTY;

  private Instant lookedAt = Instant.MIN;

  /// Where reading began: the checkpoint, or the book's beginning.
  private Head readFrom = Head.EMPTY;

  /// A batch that must be in the book, and whether it was met.
  private final Head seen;

  private boolean passedSeen;

  private final List<News> news = new ArrayList<>();

  /// A batch that others wrote while this node could not read, or that it wrote without being told
  /// so.
  record News(LedgerCore.Step step, Instant at) {}

  private LoadedBook(@Nullable String node, Head seen) {
    this.core = new LedgerCore(node);
    this.seen = seen;
    this.passedSeen = seen.equals(Head.EMPTY);
  }

  /// Reads the book, checking each link of its chain: from its newest checkpoint on where that can
  /// be believed, else all of it (what was archived is not of it any more). Throws
  /// [BrokenInvariant] where it does not go through `seen`: then it is another one, or an older
  /// copy.
  ///
  /// @param node who reads it to go on with it, where several share the book
  static LoadedBook read(Book book, @Nullable String node, Head seen) {
    LoadedBook loaded =
        book.checkpoint()
            .filter(checkpoint -> isNoLaterThan(checkpoint, seen))
            .flatMap(checkpoint -> from(checkpoint, book, new LoadedBook(node, seen)))
            .orElseGet(() -> whole(book, node, seen));
    if (!loaded.passedSeen) {
      throw new BrokenInvariant(
          "the book is an older copy, or another one: it ends at batch %d, and does not go through batch %d, which was seen"
              .formatted(loaded.head().number(), seen.number()));
    }
    LedgerState state = loaded.core.state();
    state.accounts.forgetBefore(state.time());
    return loaded;
  }

  /// What was seen before a checkpoint can't be met after it.
  private static boolean isNoLaterThan(Checkpoint checkpoint, Head seen) {
    return seen.equals(Head.EMPTY) || checkpoint.head().number() <= seen.number();
  }

  /// Again where its oldest batches were archived meanwhile: then it begins elsewhere.
  private static LoadedBook whole(Book book, @Nullable String node, Head seen) {
    Optional<Checkpoint> base = book.base();
    try {
      return whole(book, base, new LoadedBook(node, seen));
    } catch (BrokenInvariant | LedgerUnavailable failed) {
      Optional<Checkpoint> moved = book.base();
      if (moved.equals(base)) {
        throw failed;
      }
      return whole(book, moved, new LoadedBook(node, seen));
    }
  }

  private static LoadedBook whole(Book book, Optional<Checkpoint> base, LoadedBook loaded) {
    base.ifPresent(loaded::beginAt);
    Set<LedgerEvent> notes = new HashSet<>();
    book.replay(loaded.head, batch -> loaded.readOn(batch, event -> noteIfItMatters(event, notes)));
    if (base.isPresent() && notes.stream().noneMatch(base.get()::isBaseBy)) {
      throw base.get().unfounded();
    }
    return loaded;
  }

  /// Takes over what the batches up to there add up to. Throws [BrokenInvariant] where a batch was
  /// seen that lies before: whether it was one of these can't be told any more.
  void beginAt(Checkpoint checkpoint) {
    if (!isNoLaterThan(checkpoint, seen)) {
      throw new BrokenInvariant(
          "batches up to %d were archived since batch %d was seen: whether that was of this book can't be told"
              .formatted(checkpoint.head().number(), seen.number()));
    }
    EventCodec.readSnapshot(checkpoint.body()).restore(core.state());
    moveTo(checkpoint.head());
    readFrom = checkpoint.head();
  }

  /// Empty where the book does not vouch for the checkpoint, or where the clock was set back since:
  /// then what the windows had let go of by the time that was wrong counts again.
  private static Optional<LoadedBook> from(Checkpoint checkpoint, Book book, LoadedBook loaded) {
    Set<LedgerEvent> since = new HashSet<>();
    try {
      loaded.beginAt(checkpoint);
      book.replay(
          checkpoint.head(), batch -> loaded.readOn(batch, event -> noteIfItMatters(event, since)));
    } catch (LedgerUnavailable store) {
      throw store;
    } catch (RuntimeException unfit) {
      // Whatever it says, the book has not vouched for it yet: it is passed over.
      return Optional.empty();
    }
    boolean clockWasSet = since.stream().anyMatch(LedgerEvent.ClockSet.class::isInstance);
    return since.contains(checkpoint.note()) && !clockWasSet
        ? Optional.of(loaded)
        : Optional.empty();
  }

  /// Keeps what was appended since the batch that was seen: nobody here was told of it.
  private void readOn(Batch batch, Consumer<LedgerEvent> each) {
    if (seen.equals(Head.EMPTY) || batch.number() <= seen.number()) {
      accept(batch, each);
    } else {
      LedgerCore.Step step = follow(batch);
      step.events().forEach(each);
      news.add(new News(step, batch.at()));
    }
  }

  private static void noteIfItMatters(LedgerEvent event, Set<LedgerEvent> notes) {
    if (event instanceof LedgerEvent.Checkpointed
        || event instanceof LedgerEvent.Archived
        || event instanceof LedgerEvent.ClockSet) {
      notes.add(event);
    }
  }

  static LoadedBook empty() {
    return new LoadedBook(null, Head.EMPTY);
  }

  LedgerCore core() {
    return core;
  }

  /// What was appended since the batch that was seen, oldest first.
  List<News> news() {
    return news;
  }

  Head readFrom() {
    return readFrom;
  }

  Head head() {
    return head;
  }

  /// The ledger's time: never before what the book says, nor before what was looked at already,
  /// whatever the clock says: the windows have forgotten by then what an earlier time would count.
  Instant timeAt(Instant clock) {
    Instant written = core.state().time();
    Instant earliest = written.isBefore(lookedAt) ? lookedAt : written;
    lookedAt = clock.isBefore(earliest) ? earliest : clock;
    return lookedAt;
  }

  /// After a step that sets the clock the book has to be read anew.
  void append(Book.Turn turn, Draft draft) {
    Instant at = draft.step().newTime().orElse(draft.at());
    Batch batch = Batch.after(head, at, draft.entries());
    turn.append(batch, draft.step().touched());
    moveTo(batch.head());
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
    batch.requireAfter(head);
    for (Batch.Entry entry : batch.entries()) {
      LedgerEvent event = EventCodec.read(entry);
      before.accept(event);
      core.replay(event, batch.at());
    }
    moveTo(batch.head());
  }

  private void moveTo(Head reached) {
    head = reached;
    passedSeen |= reached.equals(seen);
  }
}
