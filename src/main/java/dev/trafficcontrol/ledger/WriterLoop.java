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

  private final Book book;
  private final @Nullable String node;
  private final InstantSource clock;
  private final BookListener listener;
  private final BlockingQueue<Ticket> inbox = new ArrayBlockingQueue<>(INBOX);
  private final Map<HoldId, Ticket.ForHold> inLine = new LinkedHashMap<>();
  private final Deque<Ticket> owed = new ArrayDeque<>();
  private @Nullable LoadedBook loaded;

  /// Up to where the listener was told of everything; null before the book was first read.
  private @Nullable Head heard;

  private volatile Published published = Published.NOTHING;
  private volatile @Nullable LedgerUnavailable ended;
  private volatile boolean stopping;

  WriterLoop(Book book, @Nullable String node, InstantSource clock, BookListener listener) {
    this.book = book;
    this.node = node;
    this.clock = clock;
    this.listener = listener;
  }

  Published published() {
    return published;
  }

  /// Reads the book. The listener hears of what was appended since it last heard of it: of what
  /// others wrote while this node could not, and of what this one wrote without being told so.
  LoadedBook load() {
    Head known = heard;
    LoadedBook fresh =
        known == null
            ? LoadedBook.read(book, node)
            : LoadedBook.readAgain(book, node, known, this::follow);
    heard = fresh.head();
    inLine.values().forEach(ticket -> fresh.core().enter(ticket.request, since(ticket, fresh)));
    loaded = fresh;
    published = Published.of(fresh.core().state());
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
    LedgerUnavailable why = new LedgerUnavailable("the ledger was closed");
    List<Ticket> taken = List.of();
    try {
      while (!stopping || !inbox.isEmpty()) {
        taken = waiting();
        round(taken);
        taken = List.of();
      }
    } catch (InterruptedException interrupted) {
      why = new LedgerUnavailable("the ledger's writer was interrupted", interrupted);
    } catch (RuntimeException broken) {
      why = new LedgerUnavailable("the ledger stopped itself: " + broken.getMessage(), broken);
    } finally {
      ended = why;
      failAll(taken, why);
      failAll(inLine.values(), why);
      failAll(owed, why);
      failAll(inboxContent(), why);
    }
  }

  private List<Ticket> waiting() throws InterruptedException {
    List<Ticket> tickets = new ArrayList<>(owed);
    owed.clear();
    Instant now = clock.instant();
    Duration sleep =
        loaded == null || !tickets.isEmpty()
            ? RETRY
            : sooner(Duration.between(now, loaded.core().wakeAt(now)), book.longestAbsence());
    Ticket first = inbox.poll(Math.max(1, sleep.toMillis()), TimeUnit.MILLISECONDS);
    if (first != null) {
      tickets.add(first);
      inbox.drainTo(tickets, BATCH - 1);
    }
    return tickets;
  }

  private static Duration sooner(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void round(List<Ticket> tickets) {
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
        loaded = null;
        refuse(tickets, again);
      }
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
    turn.since(known.head(), batch -> news.add(follow(known, batch)));
    // Once the clock was set back, what the windows forgot by the time before counts again.
    return news.stream().anyMatch(step -> step.newTime().isPresent()) ? load() : known;
  }

  private LedgerCore.Step follow(LoadedBook known, Batch batch) {
    LedgerCore.Step step = known.follow(batch);
    tell(known, step, batch.at());
    return step;
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
        loaded = null; // as in #followed
      }
    }
    return round;
  }

  private void tell(LoadedBook current, LedgerCore.Step step, Instant at) {
    if (Published.isChangedBy(step.events())) {
      published = Published.of(current.core().state());
    }
    heard = current.head();
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
