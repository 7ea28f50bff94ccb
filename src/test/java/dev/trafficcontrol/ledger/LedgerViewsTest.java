package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What others see of the ledger without deciding anything by it: readers, listeners, tables.
class LedgerViewsTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final AttemptBinding ATTEMPT = new AttemptBinding("P", "T1", "R1", 1, "C1");

  private final MemoryBook book = new MemoryBook();
  private final List<LedgerEvent> told = new ArrayList<>();
  private final Random random = new Random(3);
  private final LedgerWriter ledger =
      LedgerWriter.open(book, InstantSource.fixed(NOW), (step, at) -> told.addAll(step.events()));

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Key key(String id, @Nullable AttemptBinding attempt) {
    return new Key(id, id, new SecretHash("1".repeat(64)), attempt, null);
  }

  private HoldId hold(String key, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(NOW, bytes);
    HoldRequest request =
        new HoldRequest(
            id, key, List.of("m"), Money.ofUsd(usd), Duration.ofMinutes(1), Duration.ZERO);
    assertThat(ledger.hold(request)).isInstanceOf(HoldReply.Held.class);
    return id;
  }

  private void mint(String id) {
    ledger.ask(new MintKey(key(id, null), Map.of(Window.TOTAL, Limit.parse("5")), "owner"));
  }

  /// The projection is what people's queries read.
  private void assertProjected(String after) {
    assertThat(book.projection())
        .as("after " + after)
        .containsExactlyInAnyOrderElementsOf(ledger.budgets());
  }

  @Test
  void the_tables_say_what_the_ledger_says_after_each_kind_of_event() throws Exception {
    BudgetId ofK1 = new BudgetId(Scope.parse("key:K1"), Window.TOTAL);
    assertProjected("a new book");
    mint("K1");
    assertProjected("a key");
    ledger.ask(new SetBudget(ofK1, Limit.parse("1"), "owner", "less"));
    assertProjected("a budget");
    ledger.ask(new RaiseBudget(ofK1, Limit.parse("3"), NOW.plusSeconds(60), "owner", "more"));
    assertProjected("a raise");
    HoldId settled = hold("K1", "0.50");
    assertProjected("a hold");
    ledger.shrink(settled, Money.ofUsd("0.40"));
    assertProjected("a shrink");
    ledger.settle(settled, Money.ofUsd("0.30"), null);
    assertProjected("a settle");
    ledger.voidHold(hold("K1", "0.20"), "proof");
    assertProjected("a void");
    HoldId expired = hold("K1", "0.10");
    ledger.expire(expired, "lost");
    assertProjected("an expiry");
    ledger.settle(expired, Money.ofUsd("0.05"), null);
    assertProjected("a correction");
    assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("0.35"));
  }

  @Test
  void a_key_is_seen_once_it_is_minted_and_no_longer_once_it_is_revoked_or_its_attempt_closed() {
    mint("K1");
    assertThat(ledger.key("K1")).contains(key("K1", null));
    ledger.ask(new RevokeKey("K1", "owner"));
    assertThat(ledger.key("K1")).isEmpty();
    assertThat(ledger.keys()).contains(new KeyView(key("K1", null), true));

    ledger.ask(new OpenAttempt(key("R1.1", ATTEMPT)));
    assertThat(ledger.key("R1.1")).contains(key("R1.1", ATTEMPT));
    ledger.ask(new CloseAttempt("T1", "R1", 1));
    assertThat(ledger.key("R1.1")).isEmpty();
    assertThat(ledger.keys()).extracting(view -> view.key().id()).containsExactly("K1");
  }

  @Test
  void breaker_and_kill_are_seen_as_they_stand() {
    ledger.ask(new TripBreaker(TripKind.SOFT, "burn", "monitor"));
    assertThat(ledger.breaker()).isInstanceOf(BreakerState.Open.class);
    ledger.ask(new ResetBreaker("looked", "owner"));
    assertThat(ledger.breaker()).isInstanceOf(BreakerState.HalfOpen.class);
    ledger.ask(new CloseBreaker("ended well", "run"));
    assertThat(ledger.breaker()).isEqualTo(BreakerState.CLOSED);

    assertThat(ledger.kill()).isEmpty();
    ledger.ask(new Kill("smoke", "olive"));
    assertThat(ledger.kill()).contains(new KillSwitch("smoke", "olive", NOW));
    ledger.ask(new Revive("olive"));
    assertThat(ledger.kill()).isEmpty();
  }

  @Test
  void what_is_held_and_spent_is_seen_by_scope() throws Exception {
    ledger.ask(new OpenAttempt(key("R1.1", ATTEMPT)));
    ledger.settle(hold("R1.1", "0.50"), Money.ofUsd("0.30"), null);
    HoldId open = hold("R1.1", "0.20");

    assertThat(ledger.openHolds()).extracting(Hold::id).containsExactly(open);
    HoldScope scope = ledger.openHolds().getFirst().scope();
    assertThat(ledger.spentByScope())
        .containsEntry(Scope.GLOBAL, Money.ofUsd("0.30"))
        .containsEntry(Scope.parse("confirmation:C1"), Money.ofUsd("0.30"))
        .containsEntry(Scope.parse("run:R1"), Money.ofUsd("0.30"));
    assertThat(ledger.budgetsFor(scope))
        .extracting(view -> view.id() + " " + view.spent().toUsd() + " " + view.held().toUsd())
        .containsExactlyInAnyOrder(
            "global/rolling-hour 0.30 0.20",
            "global/rolling-day 0.30 0.20",
            "task:T1/total 0.30 0.20",
            "run:R1/total 0.30 0.20");
  }

  @Test
  void what_is_unknown_is_listed_the_oldest_first_until_it_is_known() throws Exception {
    mint("K1");
    HoldId first = hold("K1", "0.10");
    HoldId second = hold("K1", "0.20");
    ledger.expire(second, "lost");
    ledger.expire(first, "lost too");
    List<HoldId> byId = new ArrayList<>(List.of(first, second));
    byId.sort((one, other) -> one.text().compareTo(other.text()));
    assertThat(ledger.ask(new UnknownOutcomes()))
        .extracting(unknown -> unknown.hold().id())
        .containsExactlyElementsOf(byId);
    ledger.settle(first, Money.ofUsd("0.01"), null);
    assertThat(ledger.ask(new UnknownOutcomes()))
        .extracting(unknown -> unknown.hold().id())
        .containsExactly(second);
  }

  @Test
  void a_listener_is_told_every_event_that_is_in_the_book_in_its_order() throws Exception {
    mint("K1");
    ledger.settle(hold("K1", "0.50"), Money.ofUsd("0.30"), null);
    assertThat(told).isEqualTo(book.events());
  }

  @Test
  void a_clock_that_is_set_back_counts_again_at_once_what_its_wrong_time_had_let_go()
      throws Exception {
    Instant[] clock = {NOW};
    MemoryBook own = new MemoryBook();
    try (LedgerWriter running = LedgerWriter.open(own, () -> clock[0], BookListener.NOBODY)) {
      running.ask(new MintKey(key("K1", null), Map.of(), "owner"));
      byte[] bytes = new byte[HoldId.RANDOM_BYTES];
      HoldId id = HoldId.mint(NOW, bytes);
      running.hold(
          new HoldRequest(
              id, "K1", List.of("m"), Money.ofUsd("7"), Duration.ofMinutes(1), Duration.ZERO));
      running.settle(id, Money.ofUsd("7"), null);
      clock[0] = NOW.plus(Duration.ofDays(400));
      assertThat(running.budgets()).allMatch(view -> view.spent().isZero());

      running.ask(new SetClock(new ClockReading("b", 1, NOW), "olive", "it was wrong"));
      clock[0] = NOW;

      assertThat(running.budgets())
          .filteredOn(view -> view.id().scope().equals(Scope.GLOBAL))
          .isNotEmpty()
          .allMatch(view -> view.spent().equals(Money.ofUsd("7")));
    }
  }
}
