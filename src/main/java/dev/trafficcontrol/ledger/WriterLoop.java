package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes what waits, decides it in memory, has one batch written, and only then answers.
///
/// Where a batch fails nobody is answered: the state is dropped, the book is read again, and
/// everything the batch was about is decided anew, so that what did become durable is found by its
/// id. What still can't be written is refused; settled costs are kept, tried before anything else,
/// and no hold passes them.
///
/// Where others write the book too, a batch is decided and written within one turn. Where nobody
/// does, the next is decided while one is being written ([Scribe]).
final class WriterLoop implements Runnable {

  private static final int LARGEST_BATCH = 4_096;

  private static final Duration RETRY = Duration.ofMillis(250);

  private final Book book;
  private final @Nullable String node;
  private final InstantSource clock;
  private final BookListener listener;
  private final Inbox inbox = new Inbox();
  private final CheckpointRhythm checkpoints;
  private final @Nullable Scribe scribe;
  private final Map<HoldId, Ticket.ForHold> inLine = new LinkedHashMap<>();
  private final Deque<Ticket> owed = new ArrayDeque<>();
  private List<Ticket> inHand = List.of();

  /// How many tickets the last round had.
  private int lastRound;

  private @Nullable LoadedBook loaded;

  /// The newest end of the book that was ever seen here.
  private Head seen = Head.EMPTY;

  private volatile Published published = Published.NOTHING;
  private volatile boolean stopping;

  /// One that writes within its turn.
  WriterLoop(Book book, @Nullable String node, InstantSource clock, BookListener listener) {
    this(book, node, clock, listener, null);
  }

  /// @param scribing writes a large batch while the next is decided; null where others write the
  ///   book too
  WriterLoop(
      Book book,
      @Nullable String node,
      InstantSource clock,
      BookListener listener,
      Scribe.@Nullable Hand scribing) {
    this.book = book;
    this.node = node;
    this.clock = clock;
    this.listener = listener;
    this.checkpoints = new CheckpointRhythm(book);
    this.scribe = scribing == null ? null : new Scribe(scribing, inbox::wake);
  }

  /// Why nothing is decided any more, or null while it is.
  @Nullable LedgerUnavailable ended() {
    return inbox.closed();
  }

  Published published() {
    return published;
  }

  /// Reads the book from its beginning. Throws [BrokenInvariant] where it has forgotten what was
  /// seen of it here: it may have been put back, or be a standby that lagged. The listener hears of
  /// what was appended since: of what others wrote while this node could not, and of what this one
  /// wrote without being told so.
  LoadedBook load() {
    forget();
    LoadedBook fresh = LoadedBook.read(book, node, seen);
    checkpoints.readFrom(fresh.readFrom());
    inLine.values().forEach(ticket -> fresh.core().enter(ticket.request, since(ticket, fresh)));
    loaded = fresh;
    published = Published.of(fresh.core().state());
    fresh.news().forEach(each -> listener.written(each.step(), each.at()));
    return fresh;
  }

  void submit(Ticket ticket) {
    inbox.submit(ticket);
  }

  void stop() {
    stopping = true;
    inbox.wake();
  }

  @Override
  public void run() {
    try {
      while (ended() == null && (!stopping || inbox.size() > 0)) {
        round(inbox.poll(untilNextRound()));
        checkpointIfDue(CheckpointRhythm.WHILE_WRITING);
      }
      if (ended() == null) {
        round(null);
        checkpointIfDue(CheckpointRhythm.AT_THE_END);
      }
    } catch (InterruptedException interrupted) {
      end(new LedgerUnavailable("the ledger's writer was interrupted", interrupted));
    } finally {
      end(new LedgerUnavailable("the ledger was closed"));
    }
  }

  /// One round: decides, writes and answers what is owed, what was handed in, and what is due.
  /// Where the book or the program is broken, it ends the ledger.
  ///
  /// @param first a ticket that was taken out of the inbox already, or null
  void round(@Nullable Ticket first) {
    List<Ticket> tickets = new ArrayList<>(owed);
    inHand = tickets;
    owed.clear();
    if (first != null) {
      tickets.add(first);
    }
    if (scribe != null) {
      // Who comes meanwhile is decided with these, instead of a batch later.
      scribe.await(() -> scribe.isWorth(tickets.size() + inbox.size()));
      inbox.linger(lastRound, scribe.worth());
    }
    inbox.drainTo(tickets, Math.max(1, most() - tickets.size()));
    lastRound = tickets.size();
    try {
      writeOrRefuse(tickets);
      inHand = List.of();
    } catch (RuntimeException broken) {
      end(new LedgerUnavailable("the ledger stopped itself: " + broken.getMessage(), broken));
    }
  }

  /// Half of those who wait, where that is many: the others are decided while these are written.
  private int most() {
    if (scribe == null) {
      return LARGEST_BATCH;
    }
    int half = (scribe.busyWith() + inbox.size()) / 2;
    return Math.clamp(half, scribe.worth(), LARGEST_BATCH);
  }

  /// The first reason stays.
  private void end(LedgerUnavailable why) {
    if (ended() != null) {
      return;
    }
    List<Ticket> unwritten = unwritten(inHand);
    inbox.close(why);
    failAll(unwritten, why);
    failAll(inLine.values(), why);
    failAll(owed, why);
  }

  private void checkpointIfDue(CheckpointRhythm.When when) {
    LoadedBook current = loaded;
    if (ended() != null || current == null || !checkpoints.isDue(current, when)) {
      return;
    }
    try {
      finish();
      round(new Ticket.ForCommand<>(checkpoints.keep(current), Ticket.Owed.NO));
      finish();
    } catch (LedgerUnavailable later) {
      return;
    }
  }

  private Duration untilNextRound() {
    if (loaded == null || !owed.isEmpty()) {
      return RETRY;
    }
    Instant now = clock.instant();
    return sooner(Duration.between(now, loaded.core().wakeAt(now)), book.longestAbsence());
  }

  private static Duration sooner(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void writeOrRefuse(List<Ticket> tickets) {
    try {
      if (scribe != null) {
        scribe.look();
      }
      if (loaded == null) {
        load();
      }
      write(tickets, scribe != null && scribe.isWorth(tickets.size()) ? scribe : null);
    } catch (LedgerUnavailable first) {
      List<Ticket> all = unwritten(tickets);
      inHand = all;
      try {
        load();
        write(all, null);
      } catch (LedgerUnavailable again) {
        forget();
        refuse(all, again);
      }
    }
  }

  /// Those of the batch that failed, then `tickets`; nothing is on its way any more.
  private List<Ticket> unwritten(List<Ticket> tickets) {
    Set<Ticket> all = new LinkedHashSet<>(scribe == null ? List.of() : scribe.unwritten());
    all.addAll(tickets);
    return List.copyOf(all);
  }

  private void finish() {
    if (scribe != null) {
      scribe.finish();
    }
  }

  /// Drops the state, and remembers how far it went.
  private void forget() {
    if (loaded != null) {
      seen = loaded.head();
      loaded = null;
    }
  }

  /// @param by who writes while this goes on, or null where it is to be known at the end whether it
  ///   is written
  private void write(List<Ticket> tickets, @Nullable Scribe by) {
    LoadedBook current = loaded;
    if (current == null) {
      throw new LedgerUnavailable("the book is not loaded");
    }
    LoadedBook ahead = followed(current, book::ahead);
    Draft draft;
    boolean isUnderWay;
    try (Book.Turn turn = book.turn()) {
      LoadedBook followed = followed(ahead, turn::since);
      draft = decide(followed, turn, tickets);
      finish();
      isUnderWay = append(followed, turn, draft, by);
    }
    if (!isUnderWay) {
      draft.leaveLine();
      draft.answer();
    }
    if (draft.step().newTime().isPresent()) {
      finish();
      forget(); // as in #followed
    }
  }

  /// The book as it is once what `others` have written is taken over.
  private LoadedBook followed(LoadedBook known, BiConsumer<Head, Consumer<Batch>> others) {
    List<LedgerCore.Step> news = new ArrayList<>();
    others.accept(
        known.head(),
        batch -> {
          LedgerCore.Step step = known.follow(batch);
          if (Published.isChangedBy(step.events())) {
            published = Published.of(known.core().state());
          }
          listener.written(step, batch.at());
          news.add(step);
        });
    // Once the clock was set back, what the windows forgot by the time before counts again.
    return news.stream().anyMatch(step -> step.newTime().isPresent()) ? load() : known;
  }

  private Draft decide(LoadedBook current, Book.Turn turn, List<Ticket> tickets) {
    Instant now = current.timeAt(turn.time(clock.instant()).truncatedTo(ChronoUnit.MILLIS));
    Round round = new Round(current.core(), inLine, now);
    tickets.forEach(round::take);
    round.pass();
    LedgerCore.Step step = current.core().takeStep(now);
    Published news =
        Published.isChangedBy(step.events()) ? Published.of(current.core().state()) : null;
    List<Batch.Entry> entries = EventCodec.write(step.events());
    return new Draft(tickets, round, step, entries, now, news);
  }

  /// False where there is nothing to wait for any more.
  private boolean append(LoadedBook current, Book.Turn turn, Draft draft, @Nullable Scribe by) {
    if (draft.isEmpty()) {
      return false;
    }
    if (by == null) {
      put(current, turn, draft);
      return false;
    }
    // A book that nobody else writes is in this writer's turn for ever.
    by.begin(draft, () -> put(current, turn, draft));
    return true;
  }

  private void put(LoadedBook current, Book.Turn turn, Draft draft) {
    current.append(turn, draft);
    if (draft.news() != null) {
      published = draft.news();
    }
    listener.written(draft.step(), draft.at());
  }

  private void refuse(List<Ticket> tickets, LedgerUnavailable why) {
    for (Ticket ticket : tickets) {
      if (ticket instanceof Ticket.ForCommand<?> command && command.owed == Ticket.Owed.YES) {
        owed.add(ticket);
      } else {
        ticket.fail(why);
      }
    }
    failAll(inLine.values(), why);
    inLine.clear();
  }

  private static Instant since(Ticket.ForHold ticket, LoadedBook book) {
    Instant since = ticket.since;
    return since == null ? book.core().state().time() : since;
  }

  private static void failAll(Iterable<? extends Ticket> tickets, LedgerUnavailable why) {
    tickets.forEach(ticket -> ticket.fail(why));
  }
}
