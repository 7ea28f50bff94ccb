package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BookAuditTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");
  private final MemoryBook book = new MemoryBook();

  @BeforeEach
  void write_a_small_book() throws Exception {
    Random random = new Random(11);
    try (LedgerWriter ledger =
        LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY)) {
      ledger.ask(
          new MintKey(
              new dev.trafficcontrol.key.Key(
                  "K1", "k", new dev.trafficcontrol.key.SecretHash("1".repeat(64)), null, null),
              Map.of(),
              "owner"));
      for (int i = 0; i < 5; i++) {
        byte[] bytes = new byte[HoldId.RANDOM_BYTES];
        random.nextBytes(bytes);
        HoldId id = HoldId.mint(NOW, bytes);
        ledger.hold(
            new HoldRequest(
                id, "K1", List.of("m"), Money.ofUsd("0.50"), Duration.ofMinutes(1), Duration.ZERO));
        if (i < 4) {
          ledger.settle(id, Money.ofUsd("0.25"), null);
        }
      }
    }
  }

  @Test
  void a_sound_book_says_what_every_budget_must_show() {
    BookAudit.Finding.Sound sound = (BookAudit.Finding.Sound) BookAudit.audit(book);
    assertThat(sound.head()).isEqualTo(book.head());
    assertThat(sound.spent()).isEqualTo(Money.ofUsd("1"));
    assertThat(sound.held()).isEqualTo(Money.ofUsd("0.50"));
    assertThat(sound.openHolds()).isEqualTo(1);
    assertThat(sound.budgets()).containsExactlyInAnyOrderElementsOf(book.projection());
  }

  @Test
  void a_changed_amount_is_found_with_the_last_good_batch_before_it() {
    book.tamper(6, "0.25", "0.05");
    BookAudit.Finding.Damaged damaged = (BookAudit.Finding.Damaged) BookAudit.audit(book);
    assertThat(damaged.lastGood().number()).isEqualTo(5);
    assertThat(damaged.what()).contains("batch 6").contains("hash differs");
  }

  @Test
  void a_batch_that_was_written_anew_with_a_hash_of_its_own_breaks_the_chain() {
    book.forge(6, "0.25", "0.05");
    BookAudit.Finding.Damaged damaged = (BookAudit.Finding.Damaged) BookAudit.audit(book);
    assertThat(damaged.lastGood().number()).isEqualTo(6);
    assertThat(damaged.what()).contains("batch 7").contains("hash differs");
  }

  @Test
  void what_can_not_be_read_is_damage_and_what_stands_before_it_is_sound() {
    List<Batch> sound = new ArrayList<>();
    Book cutOff =
        new MemoryBook() {
          @Override
          public synchronized void replay(Consumer<Batch> reader) {
            BookContract.all(book).subList(0, 5).forEach(reader);
            throw new LedgerUnavailable("planted: the rest can't be read");
          }
        };
    BookAudit.Finding.Damaged damaged =
        (BookAudit.Finding.Damaged) BookAudit.audit(cutOff, sound::add);
    assertThat(damaged.lastGood()).isEqualTo(sound.getLast().head());
    assertThat(damaged.what()).contains("the rest can't be read");
    assertThat(sound).hasSize(5);
  }

  @Test
  void a_missing_batch_is_found() {
    book.drop(4);
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Damaged.class);
  }

  @Test
  void a_damaged_book_is_never_opened_for_writing() {
    book.tamper(6, "0.25", "0.05");
    assertThatThrownBy(() -> LedgerWriter.open(book, InstantSource.fixed(NOW), BookListener.NOBODY))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("batch 6");
  }
}
