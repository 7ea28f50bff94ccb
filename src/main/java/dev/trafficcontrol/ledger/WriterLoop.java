package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes what waits, decides it in memory, writes one batch, and only then answers.
///
/// Where a batch fails nobody is answered: the state is dropped, the book is read again, and
/// everything the batch was about is decided anew, so that what did become durable is found by its
/// id. What still can't be written is refused; settled costs are kept, tried before anything else,
/// and no hold passes them.
final class WriterLoop implements Runnable {

  private static final int INBOX = 65_536;
  private static final int BATCH = 4_096;
  private static final Duration RETRY = Duration.ofMillis(250);

  /// Events after which what they add up to is written down: a fraction of a second to read again.
  private static final long CHECKPOINT_EVERY = 100_000;

  /// So many events are read again as quickly as one line of a checkpoint is written down.
  private static final long WEIGHED = 4;

  /// The same as [#CHECKPOINT_EVERY] for a writer that ends.
  private static final long CHECKPOINT_AT_END = 5_000;

  private final Book book;
  private final @Nullable String node;
  private final InstantSource clock;
  private final BookListener listener;
  private final BlockingQueue<Ticket> inbox = new ArrayBlockingQueue<>(INBOX);
  private final Map<HoldId, Ticket.ForHold> inLine = new LinkedHashMap<>();
  private final Deque<Ticket> owed = new ArrayDeque<>();
  private List<Ticket> inHand = List.of();
  private @Nullable LoadedBook loaded;

  /// Where the newest checkpoint is that the book vouches for, as far as this writer knows.
  private long checkpointed;

  /// The newest end of the book that was ever seen here.
  private Head seen = Head.EMPTY;

  private volatile Published published = Published.NOTHING;
  private volatile @Nullable LedgerUnavailable ended;
  private volatile boolean stopping;

  WriterLoop(Book book, @Nullable String node, InstantSource clock, BookListener listener) {
    this.book = book;
    this.node = node;
    this.clock = clock;
    this.listener = listener;
  }

  /// Why nothing is decided any more, or null while it is.
  @Nullable LedgerUnavailable ended() {
    return ended;
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
    checkpointed = Math.max(checkpointed, fresh.readFrom().events());
    inLine.values().forEach(ticket -> fresh.core().enter(ticket.request, since(ticket, fresh)));
    loaded = fresh;
    published = Published.of(fresh.core().state());
    fresh.news().forEach(each -> listener.written(each.step(), each.at()));
    return fresh;
  }

  /// Hands a ticket in, waiting while the inbox is full. Never gives up because of an interrupt: a
  /// settled cost is not lost by stopping the thread that brings it.
  void submit(Ticket ticket) {
    boolean interrupted = false;
    boolean handedIn = false;
    while (!handedIn && ended == null) {
      try {
        handedIn = inbox.offer(ticket, 1, TimeUnit.SECONDS);
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    LedgerUnavailable why = ended;
    if (why != null) {
      failAll(inboxContent(), why);
      ticket.fail(why);
    }
  }

  void stop() {
    stopping = true;
    submit(new Ticket.ForCommand<>((state, now) -> Decision.nothingBut(true), Ticket.Owed.NO));
  }

  @Override
  public void run() {
    try {
      while (ended == null && (!stopping || !inbox.isEmpty())) {
        round(inbox.poll(Math.max(1, untilNextRound().toMillis()), TimeUnit.MILLISECONDS));
        checkpointAfter(CHECKPOINT_EVERY, WEIGHED);
      }
      checkpointAfter(CHECKPOINT_AT_END, 1);
    } catch (InterruptedException interrupted) {
      end(new LedgerUnavailable("the ledger's writer was interrupted", interrupted));
    } finally {
      end(new LedgerUnavailable("the ledger was closed"));
    }
  }

  /// One round without waiting: decides, writes and answers what is owed, what was handed in, and
  /// what is due. Where the book or the program is broken, it ends the ledger.
  ///
  /// @param first a ticket that was taken out of the inbox already, or null
  void round(@Nullable Ticket first) {
    List<Ticket> tickets = new ArrayList<>(owed);
    owed.clear();
    if (first != null) {
      tickets.add(first);
    }
    inbox.drainTo(tickets, BATCH - 1);
    inHand = tickets;
    try {
      writeOrRefuse(tickets);
      inHand = List.of();
    } catch (RuntimeException broken) {
      end(new LedgerUnavailable("the ledger stopped itself: " + broken.getMessage(), broken));
    }
  }

  /// The first reason stays.
  private void end(LedgerUnavailable why) {
    if (ended == null) {
      ended = why;
      failAll(inHand, why);
      failAll(inLine.values(), why);
      failAll(owed, why);
      failAll(inboxContent(), why);
    }
  }

  /// Nothing depends on it: where it fails it is made after as many events again.
  ///
  /// @param weighed events that are worth one line of it
  private void checkpointAfter(long events, long weighed) {
    LoadedBook current = loaded;
    if (ended != null || current == null) {
      return;
    }
    // Where there is much to write down it is done as seldom as makes no difference.
    long due = Math.max(events, weighed * current.core().state().weight());
    if (current.head().events() - checkpointed < due) {
      return;
    }
    checkpointed = current.head().events();
    try {
      Checkpoint checkpoint = Checkpoint.of(current.head(), current.core().state());
      book.keep(checkpoint);
      round(new Ticket.ForCommand<>(new NoteCheckpoint(checkpoint.note()), Ticket.Owed.NO));
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
      if (loaded == null) {
        load();
      }
      write(tickets);
    } catch (LedgerUnavailable first) {
      try {
        load();
        write(tickets);
      } catch (LedgerUnavailable again) {
        forget();
        refuse(tickets, again);
      }
    }
  }

  /// Drops the state, and remembers how far it went.
  private void forget() {
    if (loaded != null) {
      seen = loaded.head();
      loaded = null;
    }
  }

  private void write(List<Ticket> tickets) {
    LoadedBook current = loaded;
    if (current == null) {
      throw new LedgerUnavailable("the book is not loaded");
    }
    Round round;
    try (Book.Turn turn = book.turn()) {
      round = decide(followed(current, turn), turn, tickets);
    }
    round.answer();
  }

  /// The book as it is now that it is this writer's turn.
  private LoadedBook followed(LoadedBook known, Book.Turn turn) {
    List<LedgerCore.Step> news = new ArrayList<>();
    turn.since(
        known.head(),
        batch -> {
          LedgerCore.Step step = known.follow(batch);
          tell(known, step, batch.at());
          news.add(step);
        });
    // Once the clock was set back, what the windows forgot by the time before counts again.
    return news.stream().anyMatch(step -> step.newTime().isPresent()) ? load() : known;
  }

  private Round decide(LoadedBook current, Book.Turn turn, List<Ticket> tickets) {
    Instant now = current.timeAt(turn.time(clock.instant()).truncatedTo(ChronoUnit.MILLIS));
    Round round = new Round(current.core(), inLine, now);
    tickets.forEach(round::take);
    round.pass();
    LedgerCore.Step step = current.core().takeStep(now);
    if (!step.events().isEmpty()) {
      current.append(turn, step, now);
      tell(current, step, now);
      if (step.newTime().isPresent()) {
        forget(); // as in #followed
      }
    }
    return round;
  }

  private void tell(LoadedBook current, LedgerCore.Step step, Instant at) {
    if (Published.isChangedBy(step.events())) {
      published = Published.of(current.core().state());
    }
    listener.written(step, at);
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

  private List<Ticket> inboxContent() {
    List<Ticket> tickets = new ArrayList<>();
    inbox.drainTo(tickets);
    return tickets;
  }

  private static void failAll(Iterable<? extends Ticket> tickets, LedgerUnavailable why) {
    tickets.forEach(ticket -> ticket.fail(why));
  }
}
