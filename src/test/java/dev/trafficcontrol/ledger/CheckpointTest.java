package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A book that is opened from what it added up to, instead of from its beginning.
class CheckpointTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private static final int MANY = 2_600;

  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(7);

  private LedgerWriter open() {
    return LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY);
  }

  private HoldRequest request(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOW, bytes),
        "K1",
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        Duration.ZERO);
  }

  /// As many events as make a writer that ends write them up.
  private Money spendMuch() throws InterruptedException {
    try (LedgerWriter ledger = open()) {
      ledger.ask(
          new MintKey(
              new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
              Map.of(Window.TOTAL, Limit.of(Money.ofUsd("9"))),
              "owner"));
      for (int call = 0; call < MANY; call++) {
        HoldRequest next = request("0.002");
        assertThat(ledger.hold(next)).isInstanceOf(HoldReply.Held.class);
        ledger.settle(next.id(), Money.ofUsd("0.001"), null);
      }
      return ledger.totalSpent();
    }
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

  @Test
  void a_checkpoint_that_can_not_be_read_keeps_nobody_from_holding() throws Exception {
    spendMuch();
    book.keep(new Checkpoint(book.head(), "no JSON"));
    try (LedgerWriter ledger = open()) {
      assertThat(ledger.hold(request("0.5"))).isInstanceOf(HoldReply.Held.class);
    }
  }
}
