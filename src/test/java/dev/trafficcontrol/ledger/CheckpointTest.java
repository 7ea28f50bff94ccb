package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A book that is opened from what it added up to, instead of from its beginning.
class CheckpointTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final int MANY = 2_600;

  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(7);

  private volatile Instant clock = NOW;

  private LedgerWriter open() {
    return LedgerWriter.open(book, () -> clock, BookListener.NOBODY);
  }

  private HoldRequest request(String usd) {
    return request(usd, "claude-sonnet-5-5");
  }

  private HoldRequest request(String usd, String model) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(clock, bytes),
        "K1",
        List.of(model),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  /// As many events as make a writer that ends write them up.
  private Money spendMuch() throws InterruptedException {
    try (LedgerWriter ledger = open()) {
      mint(ledger);
      call(ledger, MANY);
      return ledger.totalSpent();
    }
  }

  private static void mint(LedgerWriter ledger) {
    ledger.ask(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("9"))),
            "owner"));
  }

  private void call(LedgerWriter ledger, int calls) throws InterruptedException {
    for (int call = 0; call < calls; call++) {
      HoldRequest next = request("0.002");
      assertThat(ledger.hold(next)).isInstanceOf(HoldReply.Held.class);
      ledger.settle(next.id(), Money.ofUsd("0.001"), null);
    }
  }

  private void set(LedgerWriter ledger, Instant to) {
    ledger.ask(new SetClock(new ClockReading("boot", 0, to), "owner", "drill"));
    clock = to;
  }

  private void assertSound() {
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }

  /// What was spent an hour before has left the hour's window by the time of the look, and not by
  /// the book's.
  @Test
  void a_checkpoint_says_what_the_events_do_also_where_somebody_looked_later() throws Exception {
    spendMuch();
    clock = NOW.plus(Duration.ofMinutes(59));
    try (LedgerWriter ledger = open()) {
      call(ledger, MANY);
      clock = NOW.plus(Duration.ofMinutes(70));
      assertThat(ledger.budgets()).isNotEmpty();
    }
    assertSound();
  }

  /// What ended half an hour before is forgotten by the time of the refusal, and not by the book's.
  @Test
  void a_checkpoint_says_what_the_events_do_also_where_somebody_was_refused_later()
      throws Exception {
    try (LedgerWriter ledger = open()) {
      mint(ledger);
      call(ledger, MANY);
      clock = NOW.plus(Duration.ofMinutes(31));
      assertThat(ledger.hold(request("10"))).isInstanceOf(HoldReply.Refused.class);
    }
    assertThat(book.checkpoint()).isPresent();
    assertSound();
  }

  @Test
  void a_checkpoint_says_what_the_events_do_also_where_the_clock_was_ahead_for_a_while()
      throws Exception {
    spendMuch();
    try (LedgerWriter ledger = open()) {
      set(ledger, NOW.plus(Duration.ofDays(100)));
      call(ledger, 1);
      set(ledger, NOW.plus(Duration.ofHours(2)));
      call(ledger, MANY);
    }
    assertSound();
  }

  /// A look opens an account, and no event says so.
  @Test
  void a_checkpoint_says_what_the_events_do_also_where_somebody_was_refused_who_never_spent()
      throws Exception {
    try (LedgerWriter ledger = open()) {
      mint(ledger);
      call(ledger, MANY);
      HoldRequest tooMuch = request("100", "a-model-that-nobody-used");
      assertThat(ledger.hold(tooMuch)).isInstanceOf(HoldReply.Refused.class);
    }
    assertThat(book.checkpoint()).isPresent();
    assertSound();
  }

  /// What the windows let go of by the time that was wrong counts again by the one that is right.
  @Test
  void an_audit_shows_the_budgets_as_the_writer_did_also_after_a_clock_was_ahead()
      throws Exception {
    spendMuch();
    clock = NOW.plus(Duration.ofDays(40));
    try (LedgerWriter ledger = open()) {
      call(ledger, MANY);
    }
    assertThat(book.checkpoint().orElseThrow().at()).isEqualTo(clock);
    try (LedgerWriter ledger = open()) {
      set(ledger, NOW.plus(Duration.ofHours(2)));
      call(ledger, 1);
    }
    assertThat(BookAudit.audit(book))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Sound.class,
            sound ->
                assertThat(sound.budgets())
                    .containsExactlyInAnyOrderElementsOf(book.projection())
                    .anyMatch(budget ->
                        budget.id().window().equals(Window.ROLLING_DAY)
                            && budget.spent().equals(Money.ofUsd("5.201"))));
  }

  @Test
  void a_book_is_opened_from_its_checkpoint_and_knows_all_that_it_knew() throws Exception {
    Money spent = spendMuch();
    int reads = book.replays();
    try (LedgerWriter ledger = open()) {
      assertThat(book.replays()).as("read from the beginning").isEqualTo(reads);
      assertThat(ledger.totalSpent()).isEqualTo(spent).isEqualTo(Money.ofUsd("2.6"));
      assertThat(ledger.hold(request("6.5")))
          .isInstanceOfSatisfying(
              HoldReply.Refused.class,
              refused -> assertThat(refused.why()).isInstanceOf(Refusal.Exhausted.class));
    }
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }

  @Test
  void a_checkpoint_says_where_the_breakers_of_parts_stand_and_since_when() throws Exception {
    Map<Scope, BreakerState> standing;
    try (LedgerWriter ledger = open()) {
      mint(ledger);
      call(ledger, MANY);
      trip(ledger, "project:shop", TripKind.SOFT);
      trip(ledger, "model:claude-opus-5-5", TripKind.HARD);
      trip(ledger, "key:K1", TripKind.SOFT);
      clock = NOW.plusSeconds(90);
      ledger.ask(new ResetBreaker(Scope.parse("project:shop"), "looked", "olive"));
      standing = ledger.breakers();
    }
    assertThat(standing).hasSize(3).doesNotContainKey(Scope.GLOBAL);
    int reads = book.replays();
    try (LedgerWriter ledger = open()) {
      assertThat(book.replays()).as("read from the beginning").isEqualTo(reads);
      assertThat(ledger.breakers()).isEqualTo(standing);
      assertThat(ledger.hold(request("0.002")))
          .isInstanceOfSatisfying(
              HoldReply.Refused.class,
              refused -> assertThat(refused.why()).isInstanceOf(Refusal.BreakerOpen.class));
    }
    assertSound();
  }

  private static void trip(LedgerWriter ledger, String scope, TripKind kind) {
    ledger.ask(new TripBreaker(Scope.parse(scope), kind, "drill", "owner"));
  }

  @Test
  void a_keys_rules_are_the_same_by_its_event_and_by_a_checkpoint() throws Exception {
    Key ruled =
        new Key(
            "K2",
            "ruled",
            new SecretHash("2".repeat(64)),
            null,
            null,
            new KeyRules(List.of("claude-sonnet-5-5"), 8_000L, 60));
    try (LedgerWriter ledger = open()) {
      ledger.ask(new MintKey(ruled, Map.of(), "owner"));
    }
    try (LedgerWriter ledger = open()) {
      assertThat(ledger.key("K2")).as("by its event").contains(ruled);
    }
    spendMuch();
    int reads = book.replays();
    try (LedgerWriter ledger = open()) {
      assertThat(book.replays()).as("read from the beginning").isEqualTo(reads);
      assertThat(ledger.key("K2")).as("by a checkpoint").contains(ruled);
    }
    assertSound();
  }

  @Test
  void a_checkpoint_that_was_changed_is_not_believed_and_an_audit_names_it() throws Exception {
    Money spent = spendMuch();
    Checkpoint written = book.checkpoint().orElseThrow();
    book.keep(new Checkpoint(written.head(), written.body().replace("2.6", "0.1")));
    assertThat(BookAudit.audit(book))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class,
            damaged -> assertThat(damaged.what()).contains("checkpoint"));
    try (LedgerWriter ledger = open()) {
      assertThat(ledger.totalSpent()).isEqualTo(spent);
    }
  }

  @Test
  void a_checkpoint_of_which_the_book_says_nothing_is_not_believed() throws Exception {
    Money spent = spendMuch();
    Checkpoint written = book.checkpoint().orElseThrow();
    book.drop(Math.toIntExact(book.head().number()));
    int reads = book.replays();
    try (LedgerWriter ledger = open()) {
      assertThat(book.replays()).isEqualTo(reads + 1);
      assertThat(ledger.totalSpent()).isEqualTo(spent);
      assertThat(written.head()).isNotEqualTo(Head.EMPTY);
    }
  }

  @Test
  void after_the_clock_was_set_back_the_whole_book_is_read_again() throws Exception {
    Money spent = spendMuch();
    try (LedgerWriter ledger = open()) {
      ledger.ask(
          new SetClock(
              new ClockReading("boot", 0, NOW.minusSeconds(3_600)), "owner", "it was wrong"));
    }
    int reads = book.replays();
    try (LedgerWriter ledger = open()) {
      assertThat(book.replays()).isEqualTo(reads + 1);
      assertThat(ledger.totalSpent()).isEqualTo(spent);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "{}", "null", "[]", "{\"time\":\"2026-11-02T12:00:00Z\"}"})
  void a_checkpoint_that_can_not_be_read_keeps_nobody_from_holding(String body) throws Exception {
    spendMuch();
    book.keep(new Checkpoint(book.head(), body));
    try (LedgerWriter ledger = open()) {
      assertThat(ledger.hold(request("0.5"))).isInstanceOf(HoldReply.Held.class);
    }
  }
}
