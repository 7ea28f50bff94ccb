package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whoever waits for the ledger is told, whatever becomes of it.
@Timeout(30)
class FailingStoreTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final BudgetId BUDGET = new BudgetId(Scope.parse("key:K1"), Window.TOTAL);

  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(9);
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final LedgerWriter ledger =
      LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  private HoldRequest first;

  @BeforeEach
  void hold_all_there_is() throws Exception {
    ledger.ask(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.parse("1")),
            "owner"));
    first = request("1");
    assertThat(ledger.hold(first)).isInstanceOf(HoldReply.Held.class);
  }

  @AfterEach
  void close() {
    ledger.close();
    callers.shutdownNow();
  }

  private synchronized HoldRequest request(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        "K1",
        List.of("m"),
        Money.ofUsd(usd),
        Duration.ofMinutes(1),
        Duration.ofSeconds(60));
  }

  /// Returns once it is in line: whatever is asked then is decided after it.
  private Future<HoldReply> waiting(HoldRequest request) {
    FutureTask<HoldReply> reply = new FutureTask<>(() -> ledger.hold(request));
    Thread caller = Thread.ofVirtual().start(reply);
    await().until(() -> caller.getState() == Thread.State.WAITING);
    assertThat(ledger.openHolds()).hasSize(1);
    assertThat(reply).isNotDone();
    return reply;
  }

  private static void assertUnavailable(Future<HoldReply> reply) throws Exception {
    assertThat(reply.get())
        .isInstanceOfSatisfying(
            HoldReply.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Unavailable.class));
  }

  @Test
  void a_call_in_line_keeps_its_place_while_the_book_is_read_anew() throws Exception {
    Future<HoldReply> inLine = waiting(request("0.60"));
    book.failNext(1, MemoryBook.Fault.AFTER_WRITING);
    ledger.ask(new SetBudget(BUDGET, Limit.parse("1"), "owner", "the same"));

    ledger.voidHold(first.id(), "proof");

    assertThat(inLine.get()).isInstanceOf(HoldReply.Held.class);
  }

  @Test
  void where_nothing_can_be_written_those_in_line_are_refused_and_may_ask_again() throws Exception {
    HoldRequest request = request("0.60");
    Future<HoldReply> inLine = waiting(request);
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThatThrownBy(
            () -> ledger.ask(new SetBudget(BUDGET, Limit.parse("1"), "owner", "not written")))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("planted");
    assertUnavailable(inLine);

    ledger.voidHold(first.id(), "proof");
    assertThat(ledger.hold(request)).isInstanceOf(HoldReply.Held.class);
  }

  @Test
  void those_in_line_and_a_cost_that_could_not_be_written_are_told_when_the_ledger_closes()
      throws Exception {
    Future<HoldReply> inLine = waiting(request("0.60"));
    book.failNext(Integer.MAX_VALUE, MemoryBook.Fault.BEFORE_WRITING);
    Future<EndReply> settled =
        callers.submit(() -> ledger.settle(first.id(), Money.ofUsd("1"), null));
    await().until(() -> book.failedAppends() >= 2);

    ledger.close();

    assertUnavailable(inLine);
    assertThatThrownBy(settled::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LedgerUnavailable.class);
    assertThatThrownBy(() -> ledger.settle(first.id(), Money.ofUsd("1"), null))
        .isInstanceOf(LedgerUnavailable.class);
  }

  @Test
  void those_in_line_are_told_when_the_ledger_closes() throws Exception {
    Future<HoldReply> inLine = waiting(request("0.60"));
    ledger.close();
    assertUnavailable(inLine);
  }

  @Test
  void whoever_the_ledger_had_in_hand_when_it_stopped_itself_is_told() {
    MemoryBook other = new MemoryBook();
    WriterLoop loop = new WriterLoop(other, null, InstantSource.fixed(NOW), BookListener.NOBODY);
    loop.load();
    Ticket.ForCommand<Boolean> command =
        new Ticket.ForCommand<>(new Kill("enough", "owner"), Ticket.Owed.YES);
    loop.submit(command);
    other.beforeNext(
        "killed",
        () -> {
          throw new BrokenInvariant("planted");
        });

    loop.round(null);

    assertThat(command.reply).isCompletedExceptionally();
  }

  /// A standby took over that had not heard of the last batch, and the connection broke with it.
  @Test
  void a_book_that_forgot_what_was_seen_of_it_stops_the_ledger_also_where_it_is_read_anew()
      throws Exception {
    book.drop((int) book.head().number());
    book.failNext(1, MemoryBook.Fault.BEFORE_WRITING);

    assertThatThrownBy(() -> ledger.settle(first.id(), Money.ofUsd("0.10"), null))
        .isInstanceOf(LedgerUnavailable.class)
        .hasMessageContaining("older copy");

    assertThat(ledger.hold(request("0.60"))).isInstanceOf(HoldReply.Refused.class);
    assertThat(book.events()).noneMatch(LedgerEvent.Held.class::isInstance);
  }

  /// As above, where the store could not be read for a while before.
  @Test
  void what_was_seen_of_a_book_is_known_also_after_nothing_could_be_written() {
    MemoryBook other = new MemoryBook();
    WriterLoop loop = new WriterLoop(other, null, InstantSource.fixed(NOW), BookListener.NOBODY);
    loop.load();
    assertThat(written(loop, "first").reply).isCompleted();
    other.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThat(written(loop, "second").reply).isCompletedExceptionally();
    other.drop(1);

    assertThat(written(loop, "third").reply).isCompletedExceptionally();

    assertThat(loop.ended()).hasMessageContaining("older copy");
    assertThat(other.events()).isEmpty();
  }

  private static Ticket.ForCommand<?> written(WriterLoop loop, String reason) {
    Ticket.ForCommand<?> command =
        new Ticket.ForCommand<>(new NoteSwitch("paused", "owner", reason), Ticket.Owed.NO);
    loop.submit(command);
    loop.round(null);
    return command;
  }

  private static Set<Thread> writers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ledger-writer"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_ledger_that_can_not_write_its_first_batch_is_not_opened_and_leaves_no_writer_behind() {
    MemoryBook readOnly = new MemoryBook();
    readOnly.failNext(Integer.MAX_VALUE, MemoryBook.Fault.BEFORE_WRITING);
    Set<Thread> before = writers();
    assertThatThrownBy(
            () -> LedgerWriter.open(readOnly, InstantSource.fixed(NOW), BookListener.NOBODY))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(before).containsAll(writers());
  }
}
