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
          public synchronized void replay(Head known, Consumer<Batch> reader) {
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

  private static BookAudit.Finding audit(List<Batch> batches) {
    MemoryBook other = new MemoryBook();
    batches.forEach(batch -> other.append(batch, List.of()));
    return BookAudit.audit(other);
  }

  private Batch withEntries(Batch batch, Instant at, List<Batch.Entry> entries) {
    return new Batch(
        batch.number(), batch.firstEvent(), at, entries, batch.previousHash(), batch.hash());
  }

  @Test
  void another_time_or_another_border_between_two_events_is_not_what_was_hashed() {
    List<Batch> batches = new ArrayList<>(BookContract.all(book));
    Batch first = batches.getFirst();
    List<Batch.Entry> entries = new ArrayList<>(first.entries());
    assertThat(entries).hasSizeGreaterThan(1);
    String one = entries.get(0).json();
    String two = entries.get(1).json();
    entries.set(0, new Batch.Entry(one + two.charAt(0)));
    entries.set(1, new Batch.Entry(two.substring(1)));

    for (Batch other :
        List.of(
            withEntries(first, first.at(), entries),
            withEntries(first, first.at().plusNanos(1), first.entries()),
            withEntries(first, first.at().plusSeconds(1), first.entries()))) {
      assertThat(audit(List.of(other)))
          .isInstanceOfSatisfying(
              BookAudit.Finding.Damaged.class,
              damaged -> assertThat(damaged.what()).contains("hash differs"));
    }
  }

  @Test
  void a_grant_above_a_limit_is_damage_however_well_it_is_chained() {
    Scope key = Scope.parse("key:K9");
    HoldScope scope = new HoldScope("K9", List.of("m"), null, null);
    HoldId id = HoldId.mint(NOW, new byte[HoldId.RANDOM_BYTES]);
    Limit dollar = Limit.of(Money.ofUsd("1"));
    LedgerEvent budget = new LedgerEvent.BudgetSet(key, Window.TOTAL, dollar, "owner", "");
    List<BookAudit.Finding> findings = new ArrayList<>();
    for (String amount : List.of("1", "1.000000001")) {
      LedgerEvent held =
          new LedgerEvent.Held(id, scope, Money.ofUsd(amount), NOW.plusSeconds(60), null);
      findings.add(
          audit(
              List.of(
                  Batch.after(
                      Head.EMPTY,
                      NOW,
                      List.of(EventCodec.write(budget), EventCodec.write(held))))));
    }
    assertThat(findings.getFirst()).isInstanceOf(BookAudit.Finding.Sound.class);
    assertThat(findings.getLast())
        .isInstanceOfSatisfying(
            BookAudit.Finding.Damaged.class,
            damaged -> assertThat(damaged.what()).contains("above its limit"));
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
