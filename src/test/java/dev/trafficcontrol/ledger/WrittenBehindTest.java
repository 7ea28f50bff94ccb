package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The writer decides while a batch is on its way to the disk; here the disk is moved by hand.
class WrittenBehindTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final BudgetId BUDGET = new BudgetId(Scope.parse("key:K1"), Window.TOTAL);

  private final MemoryBook book = new MemoryBook();
  private final Deque<Runnable> onItsWay = new ConcurrentLinkedDeque<>();
  private final List<LedgerEvent> heard = new ArrayList<>();
  private final Random random = new Random(4);
  private final WriterLoop loop =
      new WriterLoop(
          book,
          null,
          InstantSource.fixed(NOW),
          (step, at) -> heard.addAll(step.events()),
          new Scribe.Hand(onItsWay::add, 1));

  @BeforeEach
  void a_key_with_one_dollar() {
    loop.load();
    command(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.parse("1")),
            "owner"));
    write();
    loop.round(null);
  }

  /// What was sent last becomes durable, or fails.
  private void write() {
    onItsWay.remove().run();
  }

  private Ticket.ForHold hold(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    Ticket.ForHold ticket =
        new Ticket.ForHold(
            new HoldRequest(
                HoldId.mint(NOW, bytes),
                "K1",
                List.of("m"),
                Money.ofUsd(usd),
                Duration.ofMinutes(1),
                Duration.ZERO));
    loop.submit(ticket);
    return ticket;
  }

  private <R> Ticket.ForCommand<R> command(LedgerCommand<R> command) {
    Ticket.ForCommand<R> ticket = new Ticket.ForCommand<>(command, Ticket.Owed.NO);
    loop.submit(ticket);
    loop.round(null);
    return ticket;
  }

  private BudgetView budget() {
    LedgerCore replayed = LoadedBook.read(book, null, Head.EMPTY).core();
    return replayed.state().accounts.budgets(BUDGET.scope(), NOW).stream()
        .filter(view -> view.id().equals(BUDGET))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobody_is_answered_and_nothing_is_told_before_it_is_durable() {
    Ticket.ForHold ticket = hold("0.60");
    loop.round(null);
    assertThat(ticket.reply).isNotDone();
    assertThat(heard).noneMatch(LedgerEvent.Held.class::isInstance);

    write();

    assertThat(ticket.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
    assertThat(heard).filteredOn(LedgerEvent.Held.class::isInstance).hasSize(1);
    assertThat(budget().held()).isEqualTo(Money.ofUsd("0.60"));
  }

  @Test
  void what_is_on_its_way_counts_for_who_comes_next() {
    hold("0.60");
    loop.round(null);
    Ticket.ForHold next = hold("0.60");
    roundAndAllWritten();
    assertThat(next.reply).isCompletedWithValueMatching(HoldReply.Refused.class::isInstance);
    assertThat(budget().held()).isEqualTo(Money.ofUsd("0.60"));
  }

  /// The settle of the first makes room for the second; where it fails there is none.
  @Test
  void where_a_batch_fails_what_was_decided_after_it_is_decided_anew() {
    Ticket.ForHold first = hold("0.60");
    loop.round(null);
    write();
    Ticket.ForCommand<EndReply> settle =
        command(new SettleHold(first.request.id(), Money.ofUsd("0.10"), null));
    Ticket.ForHold second = hold("0.90");
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    roundAndAllWritten();

    assertThat(settle.reply).isCompletedExceptionally();
    assertThat(second.reply).isCompletedWithValueMatching(HoldReply.Refused.class::isInstance);
    assertThat(budget().held()).isEqualTo(Money.ofUsd("0.60"));
    assertThat(budget().spent()).isEqualTo(Money.ZERO);
  }

  @Test
  void a_batch_that_became_durable_without_being_told_so_is_found_and_nothing_is_done_twice() {
    Ticket.ForHold first = hold("0.60");
    loop.round(null);
    book.failNext(1, MemoryBook.Fault.AFTER_WRITING);
    write();
    Ticket.ForHold second = hold("0.30");
    roundAndAllWritten();

    assertThat(first.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
    assertThat(second.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
    assertThat(book.events()).filteredOn(LedgerEvent.Held.class::isInstance).hasSize(2);
    assertThat(budget().held()).isEqualTo(Money.ofUsd("0.90"));
  }

  @Test
  void who_is_answered_and_asks_again_is_known() {
    Ticket.ForHold first = hold("0.60");
    loop.round(null);
    write();
    Ticket.ForHold again = new Ticket.ForHold(first.request);
    loop.submit(again);
    loop.round(null);
    assertThat(again.reply).isCompletedWithValueMatching(HoldReply.AlreadyHeld.class::isInstance);
  }

  @Test
  void a_ledger_that_stops_itself_answers_what_was_durable_by_then_and_fails_the_rest() {
    Ticket.ForHold first = hold("0.60");
    loop.round(null);
    write();
    Ticket.ForHold second = hold("0.10");
    loop.round(null);
    book.beforeNext(
        "held",
        () -> {
          throw new BrokenInvariant("planted");
        });
    write();
    Ticket.ForHold third = hold("0.10");
    loop.round(null);

    assertThat(loop.ended()).hasMessageContaining("planted");
    assertThat(first.reply).isCompletedWithValueMatching(HoldReply.Held.class::isInstance);
    assertThat(second.reply).isCompletedWithValueMatching(HoldReply.Refused.class::isInstance);
    assertThat(third.reply).isCompletedWithValueMatching(HoldReply.Refused.class::isInstance);
  }

  /// As where the machine has no thread left for it.
  @Test
  void where_a_batch_can_not_be_handed_over_the_ledger_stops_and_nobody_waits_for_ever() {
    WriterLoop handless =
        new WriterLoop(
            book,
            null,
            InstantSource.fixed(NOW),
            BookListener.NOBODY,
            new Scribe.Hand(
                writing -> {
                  throw new RejectedExecutionException("planted");
                },
                1));
    handless.load();
    Ticket.ForCommand<?> ticket =
        new Ticket.ForCommand<>(new Kill("drill", "olive"), Ticket.Owed.NO);
    handless.submit(ticket);
    Thread.ofVirtual().start(handless);

    assertThat(ticket.reply)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableThat()
        .withMessageContaining("planted");
    assertThat(book.events()).noneMatch(LedgerEvent.Killed.class::isInstance);
  }

  /// Whatever fails in whatever order: what was answered is in the book, and nothing is above the
  /// limit.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void what_was_answered_is_in_the_book_whatever_fails(long seed) {
    Random dice = new Random(seed);
    List<Ticket.ForHold> holds = new ArrayList<>();
    Map<Ticket.ForHold, Ticket.ForCommand<EndReply>> ends = new LinkedHashMap<>();
    for (int step = 0; step < 400; step++) {
      switch (dice.nextInt(4)) {
        case 0 -> holds.add(hold("0.0" + (1 + dice.nextInt(9))));
        case 1 -> settleOne(holds, ends, dice);
        case 2 ->
            book.failNext(
                1 + dice.nextInt(3),
                dice.nextBoolean()
                    ? MemoryBook.Fault.AFTER_WRITING
                    : MemoryBook.Fault.BEFORE_WRITING);
        default -> writeUntilEnded(Thread.ofVirtual().start(() -> loop.round(null)));
      }
    }
    book.failNext(0, MemoryBook.Fault.NONE);
    roundAndAllWritten();
    LedgerState state = LoadedBook.read(book, null, Head.EMPTY).core().state();
    for (Ticket.ForHold each : holds) {
      boolean isHeld = each.reply.getNow(null) instanceof HoldReply.Held;
      HoldId id = each.request.id();
      assertThat(!isHeld || state.holds.find(id) != null || state.holds.hasEnded(id, NOW)).isTrue();
    }
    ends.forEach((each, end) -> {
      boolean isEnded = end.reply.isDone() && !end.reply.isCompletedExceptionally();
      assertThat(!isEnded || state.holds.find(each.request.id()) == null).isTrue();
    });
    assertThat(budget().spent().plus(budget().held()).isMoreThan(Money.ofUsd("1"))).isFalse();
    assertThat(book.events()).filteredOn(LedgerEvent.Settled.class::isInstance).isNotEmpty();
  }

  private void settleOne(
      List<Ticket.ForHold> holds,
      Map<Ticket.ForHold, Ticket.ForCommand<EndReply>> ends,
      Random dice) {
    List<Ticket.ForHold> open =
        holds.stream()
            .filter(each ->
                each.reply.getNow(null) instanceof HoldReply.Held && !ends.containsKey(each))
            .toList();
    if (!open.isEmpty()) {
      Ticket.ForHold one = open.get(dice.nextInt(open.size()));
      Ticket.ForCommand<EndReply> end =
          new Ticket.ForCommand<>(
              new SettleHold(one.request.id(), one.request.amount().min(Money.ofUsd("0.02")), null),
              Ticket.Owed.YES);
      ends.put(one, end);
      loop.submit(end);
    }
  }

  /// Rounds until everybody is taken, who come one by one, and all that is on its way is written.
  private void roundAndAllWritten() {
    int idle = 0;
    while (idle < 3) {
      writeUntilEnded(Thread.ofVirtual().start(() -> loop.round(null)));
      idle = onItsWay.isEmpty() ? idle + 1 : 0;
      while (!onItsWay.isEmpty()) {
        write();
      }
    }
  }

  /// Moves the disk whenever the writer waits for it, until its round is over.
  private void writeUntilEnded(Thread writer) {
    while (writer.isAlive()) {
      if (isWaiting(writer) && !onItsWay.isEmpty()) {
        write();
      }
      Thread.onSpinWait();
    }
  }

  private static boolean isWaiting(Thread writer) {
    return switch (writer.getState()) {
      case WAITING, TIMED_WAITING -> true;
      case NEW, RUNNABLE, BLOCKED, TERMINATED -> false;
    };
  }
}
