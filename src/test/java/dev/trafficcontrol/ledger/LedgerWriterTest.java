package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerWriterTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final String KEY = "K1";

  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(7);
  private LedgerWriter ledger = open();

  @AfterEach
  void close() {
    ledger.close();
  }

  private LedgerWriter open() {
    return LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  }

  private synchronized HoldRequest request(String usd, Duration patience) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        KEY,
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        patience);
  }

  private void mint(String limit) {
    ledger.ask(
        new MintKey(
            new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.parse(limit)),
            "owner"));
  }

  private BudgetView budget() {
    return ledger.budgets().stream()
        .filter(view -> view.id().scope().subject().equals(KEY))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void F02_racing_first_requests_never_pass_the_limit_together() throws Exception {
    mint("1.00");
    Callable<HoldReply> ask = () -> ledger.hold(request("0.10", Duration.ZERO));
    try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HoldReply>> replies =
          racers.invokeAll(IntStream.range(0, 200).mapToObj(i -> ask).toList());
      assertThat(replies)
          .filteredOn(reply -> reply.resultNow() instanceof HoldReply.Held)
          .hasSize(10);
    }
    assertThat(budget().held()).isEqualTo(Money.ofUsd("1"));
  }

  @Test
  void F09_a_hold_that_can_not_be_written_refuses_the_call() throws Exception {
    mint("1.00");
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThat(ledger.hold(request("0.10", Duration.ZERO)))
        .isInstanceOfSatisfying(
            HoldReply.Refused.class,
            refused -> assertThat(refused.why()).isInstanceOf(Refusal.Unavailable.class));
    assertThat(budget().held()).isEqualTo(Money.ZERO);
    assertThat(ledger.hold(request("0.10", Duration.ZERO))).isInstanceOf(HoldReply.Held.class);
  }

  @Test
  void a_hold_whose_commit_was_not_confirmed_is_found_by_its_id_and_held_once() throws Exception {
    mint("1.00");
    book.failNext(1, MemoryBook.Fault.AFTER_WRITING);
    assertThat(ledger.hold(request("0.60", Duration.ZERO))).isInstanceOf(HoldReply.Held.class);
    assertThat(budget().held()).isEqualTo(Money.ofUsd("0.60"));
    assertThat(book.events()).filteredOn(LedgerEvent.Held.class::isInstance).hasSize(1);
  }

  @Test
  void a_settle_that_can_not_be_written_is_tried_until_it_is_and_blocks_new_holds()
      throws Exception {
    mint("1.00");
    HoldRequest request = request("0.60", Duration.ZERO);
    ledger.hold(request);
    book.failNext(6, MemoryBook.Fault.BEFORE_WRITING);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<EndReply> settled =
          callers.submit(() -> ledger.settle(request.id(), Money.ofUsd("0.50"), null));
      await().until(() -> book.failedAppends() >= 2);
      assertThat(ledger.hold(request("0.10", Duration.ZERO))).isInstanceOf(HoldReply.Refused.class);
      assertThat(settled.get()).isInstanceOf(EndReply.Ended.class);
    }
    assertThat(budget().spent()).isEqualTo(Money.ofUsd("0.50"));
  }

  @Test
  void F18_a_restart_forgets_nothing_that_was_acknowledged() throws Exception {
    mint("1.00");
    HoldRequest first = request("0.30", Duration.ZERO);
    ledger.hold(first);
    ledger.settle(first.id(), Money.ofUsd("0.20"), null);
    ledger.hold(request("0.40", Duration.ZERO));
    ledger.close();
    ledger = open();
    // What was in flight when the process ended is charged in full, and can be corrected.
    assertThat(budget().spent()).isEqualTo(Money.ofUsd("0.60"));
    assertThat(budget().held()).isEqualTo(Money.ZERO);
    assertThat(ledger.key(KEY)).isPresent();
    assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("0.60"));
  }

  @Test
  void a_waiting_caller_that_is_interrupted_leaves_nothing_held() throws Exception {
    mint("1.00");
    HoldRequest all = request("1.00", Duration.ZERO);
    ledger.hold(all);
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ledger.hold(request("1.00", Duration.ofSeconds(60)));
              } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    waiting.interrupt();
    waiting.join();
    ledger.voidHold(all.id(), "test");
    assertThat(budget().held()).isEqualTo(Money.ZERO);
    assertThat(book.events()).filteredOn(LedgerEvent.Held.class::isInstance).hasSize(1);
  }

  @Test
  void F20_the_self_test_passes_on_a_sound_ledger_and_leaves_nothing_behind() throws Exception {
    SelfTest.run(ledger, NOW, this::randomId);
    SelfTest.run(ledger, NOW, this::randomId);
    assertThat(ledger.openHolds()).isEmpty();
    assertThat(ledger.totalSpent()).isEqualTo(Money.ZERO);
  }

  @Test
  void F20_the_self_test_stops_the_start_where_the_cap_does_not_cap() throws Exception {
    SelfTest.run(ledger, NOW, this::randomId);
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.of(ScopeKind.KEY, SelfTest.KEY), Window.TOTAL),
            Limit.UNLIMITED,
            "attacker",
            "guard off"));
    assertThatThrownBy(() -> SelfTest.run(ledger, NOW, this::randomId))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("self-test");
  }

  @Test
  void F20_the_self_test_stops_the_start_where_the_ledger_grants_nothing_at_all() {
    Instant longAgo = NOW.minus(Duration.ofMinutes(31));
    assertThatThrownBy(() -> SelfTest.run(ledger, longAgo, this::randomId))
        .as("every id minted by that clock has ended")
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("IdEnded");
  }

  @Test
  void F20_the_self_test_stops_the_start_where_its_key_is_dead() throws Exception {
    SelfTest.run(ledger, NOW, this::randomId);
    ledger.ask(new RevokeKey(SelfTest.KEY, "attacker"));
    assertThatThrownBy(() -> SelfTest.run(ledger, NOW, this::randomId))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("KeyDead");
  }

  @Test
  void F20_the_self_test_passes_where_a_person_stopped_everything() throws Exception {
    ledger.ask(new Kill("drill", "olive"));
    SelfTest.run(ledger, NOW, this::randomId);
    ledger.ask(new Revive("olive"));
    ledger.ask(new TripBreaker(TripKind.SOFT, "drill", "olive"));
    SelfTest.run(ledger, NOW, this::randomId);
  }

  private byte[] randomId() {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_closed_ledger_grants_nothing() throws Exception {
    mint("1.00");
    ledger.close();
    assertThat(ledger.hold(request("0.10", Duration.ZERO))).isInstanceOf(HoldReply.Refused.class);
    assertThatThrownBy(() -> ledger.budgets()).isInstanceOf(LedgerUnavailable.class);
  }

  private static void awaitDisk(CountDownLatch disk) {
    try {
      disk.await();
    } catch (InterruptedException never) {
      throw new IllegalStateException(never);
    }
  }

  @Test
  void whoever_closes_it_is_kept_until_all_is_written_also_when_interrupted() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch disk = new CountDownLatch(1);
    AtomicBoolean isWritten = new AtomicBoolean();
    AtomicReference<String> afterClosing = new AtomicReference<>();
    LedgerWriter other =
        LedgerWriter.open(
            book,
            InstantSource.fixed(NOW),
            (step, at) ->
                isWritten.compareAndSet(
                    false, step.events().stream().anyMatch(LedgerEvent.Killed.class::isInstance)));
    book.beforeNext(
        "killed",
        () -> {
          writing.countDown();
          awaitDisk(disk);
        });
    Thread asking = Thread.ofVirtual().start(() -> other.ask(new Kill("drill", "olive")));
    writing.await();
    Thread closing =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              other.close();
              afterClosing.set(isWritten + " " + Thread.currentThread().isInterrupted());
            });
    await()
        .until(() ->
            closing.getState() == Thread.State.WAITING
                || closing.getState() == Thread.State.TERMINATED);
    disk.countDown();
    asking.join();
    closing.join();
    assertThat(afterClosing).as("written, and still interrupted").hasValue("true true");
  }
}
