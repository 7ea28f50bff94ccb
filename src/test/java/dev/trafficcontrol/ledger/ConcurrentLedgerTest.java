package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The real writer under many threads, and left alone by all of them.
class ConcurrentLedgerTest {

  private static final Duration LIFETIME = Duration.ofMinutes(15);

  private volatile Instant now = Instant.parse("2026-11-02T12:00:00Z");
  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(11);
  private LedgerWriter ledger = LedgerWriter.open(book, () -> now, BookListener.NOBODY);

  @AfterEach
  void close() {
    ledger.close();
  }

  private synchronized HoldId id() {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return HoldId.mint(now, bytes);
  }

  private HoldRequest request(String key, String usd) {
    return new HoldRequest(
        id(), key, List.of("claude-sonnet-5-5"), Money.ofUsd(usd), LIFETIME, Duration.ZERO);
  }

  private String key(String name, String limit) {
    ledger.ask(
        new MintKey(
            new Key(name, name, new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.parse(limit)),
            "owner"));
    return name;
  }

  private BudgetView budget(String scope) {
    return ledger.budgets().stream()
        .filter(view -> view.id().equals(new BudgetId(Scope.parse(scope), Window.TOTAL)))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> each :
          threads.invokeAll(IntStream.range(0, times).mapToObj(i -> work).toList())) {
        results.add(each.get());
      }
    }
    return results;
  }

  @Test
  void F03_a_scope_has_its_budget_before_its_first_call() throws Exception {
    AttemptBinding attempt = new AttemptBinding("P", "T1", "R1", 1, null);
    ledger.ask(new OpenAttempt(new Key("R1", "R1", new SecretHash("1".repeat(64)), attempt, null)));

    List<HoldReply> replies = atOnce(8, () -> ledger.hold(request("R1", "0.90")));

    assertThat(replies).filteredOn(HoldReply.Held.class::isInstance).hasSize(2);
    assertThat(budget("run:R1").limit()).isEqualTo(Limit.of(DefaultBudgets.PER_RUN));
    List<LedgerEvent> events = book.events();
    int firstHold =
        IntStream.range(0, events.size())
            .filter(i -> events.get(i) instanceof LedgerEvent.Held)
            .findFirst()
            .orElseThrow();
    assertThat(events.subList(0, firstHold))
        .filteredOn(LedgerEvent.BudgetSet.class::isInstance)
        .extracting(event -> ((LedgerEvent.BudgetSet) event).scope().toString())
        .contains("global", "run:R1", "task:T1");
  }

  @Test
  void F26_settles_that_come_at_once_never_let_a_cap_be_passed() throws Exception {
    String key = key("K1", "1.00");
    // Each call costs all that it held, so that every room that is freed twice would be overspent.
    List<Boolean> answered =
        atOnce(
            200,
            () -> {
              HoldRequest call = request(key, "0.03");
              boolean held = ledger.hold(call) instanceof HoldReply.Held;
              if (held) {
                ledger.settle(call.id(), Money.ofUsd("0.03"), null);
              }
              return held;
            });

    assertThat(answered).filteredOn(held -> held).hasSizeLessThanOrEqualTo(33);
    assertThat(budget("key:K1").spent()).isLessThanOrEqualTo(Money.ofUsd("1"));
    assertThat(budget("key:K1").held()).isEqualTo(Money.ZERO);
    HoldRequest last = request(key, "0.03");
    while (ledger.hold(last) instanceof HoldReply.Held) {
      ledger.settle(last.id(), Money.ofUsd("0.03"), null);
      last = request(key, "0.03");
    }
    assertThat(budget("key:K1").spent()).isEqualTo(Money.ofUsd("0.99"));
  }

  @Test
  void F06_what_many_threads_did_to_a_shared_budget_is_what_the_book_says() throws Exception {
    String key = key("K1", "100.00");
    atOnce(
        300,
        () -> {
          HoldRequest call = request(key, "0.50");
          HoldReply reply = ledger.hold(call);
          ledger.ask(
              new SetBudget(
                  new BudgetId(Scope.of(ScopeKind.KEY, key), Window.TOTAL),
                  Limit.of(Money.ofUsd("100")),
                  "owner",
                  "the same again"));
          return reply instanceof HoldReply.Held
              ? ledger.settle(call.id(), Money.ofUsd("0.01"), null)
              : reply;
        });
    List<BudgetView> before = ledger.budgets();
    long settled = book.events().stream().filter(LedgerEvent.Settled.class::isInstance).count();
    assertThat(settled).isPositive();
    assertThat(budget("key:K1").spent()).isEqualTo(Money.ofUsd("0.01").times(settled));

    ledger.close();
    ledger = LedgerWriter.open(book, () -> now, BookListener.NOBODY);
    assertThat(ledger.budgets()).isEqualTo(before);
  }

  @Test
  void F10_the_writer_itself_ends_a_hold_that_nobody_ends() throws Exception {
    String key = key("K1", "1.00");
    assertThat(ledger.hold(request(key, "0.70"))).isInstanceOf(HoldReply.Held.class);
    now = now.plus(LIFETIME);
    await().until(() -> ledger.openHolds().isEmpty());
    assertThat(budget("key:K1").spent()).isEqualTo(Money.ofUsd("0.70"));
    assertThat(ledger.hold(request(key, "0.30"))).isInstanceOf(HoldReply.Held.class);
  }

  @Test
  void F18_nobody_is_answered_before_the_batch_is_durable() throws Exception {
    String key = key("K1", "1.00");
    CompletableFuture<HoldReply> reply = new CompletableFuture<>();
    AtomicBoolean early = new AtomicBoolean();
    book.beforeNext("held", () -> early.set(comesWithin(Duration.ofMillis(500), reply)));
    Thread caller = Thread.ofVirtual().start(() -> reply.complete(hold(request(key, "0.10"))));
    assertThat(reply.get()).isInstanceOf(HoldReply.Held.class);
    caller.join();
    assertThat(early).isFalse();
  }

  private HoldReply hold(HoldRequest request) {
    try {
      return ledger.hold(request);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static boolean comesWithin(Duration time, CompletableFuture<HoldReply> reply) {
    try {
      reply.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (InterruptedException | ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
