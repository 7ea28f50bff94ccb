package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The truth that a person brings about a hold that was charged in full.
class ReconcileTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  @Test
  void what_is_corrected_down_is_free_again_in_every_budget_it_was_charged_to() {
    LedgerScript.run(
        """
        budget    key:K1/total 1.00
        hold      H1 K1 0.80         -> held
        expire    H1                 -> ended charged=0.80 released=0.00
        hold      H2 K1 0.50         -> exhausted key:K1/total
        reconcile H1 0.30            -> reconciled from=0.80 to=0.30
        show      key:K1/total       -> limit=1.00 spent=0.30 held=0.00
        show      global/rolling-day -> limit=50.00 spent=0.30 held=0.00
        hold      H3 K1 0.70         -> held
        hold      H4 K1 0.000000001 patience=0s -> room-held key:K1/total
        """);
  }

  @Test
  void a_correction_counts_where_the_expiry_did_and_leaves_the_window_with_it() {
    LedgerScript.run(
        """
        hold      H1 K1 9.00 -> held
        expire    H1         -> ended charged=9.00 released=0.00
        advance   30m
        reconcile H1 4.00    -> reconciled from=9.00 to=4.00
        show      global/rolling-hour -> limit=10.00 spent=4.00 held=0.00
        advance   32m
        show      global/rolling-hour -> limit=10.00 spent=0.00 held=0.00
        show      global/rolling-day  -> limit=50.00 spent=4.00 held=0.00
        reconcile H1 6.00 instead=4.00 -> reconciled from=4.00 to=6.00
        show      global/rolling-hour -> limit=10.00 spent=0.00 held=0.00
        show      global/rolling-day  -> limit=50.00 spent=6.00 held=0.00
        """);
  }

  @Test
  void what_costs_more_than_its_hold_is_an_overrun_and_grants_nothing_more() {
    LedgerScript.run(
        """
        budget    key:K1/total 1.00
        hold      H1 K1 0.80   -> held
        expire    H1
        reconcile H1 1.20      -> reconciled from=0.80 to=1.20
        show      key:K1/total -> limit=1.00 spent=1.20 held=0.00
        hold      H2 K1 0.000000001 -> breaker-open
        reset     model:claude-sonnet-5-5 -> HalfOpen
        hold      H3 K1 0.000000001 -> exhausted key:K1/total
        """);
  }

  @Test
  void only_a_hold_whose_outcome_is_unknown_can_be_reconciled() {
    LedgerScript.run(
        """
        hold      H1 K1 0.80 -> held
        reconcile H1 0.30    -> open
        settle    H1 0.50
        reconcile H1 0.30    -> not-unknown
        hold      H2 K1 0.80 -> held
        void      H2
        reconcile H2 0.30    -> not-unknown
        reconcile H9 0.30    -> not-unknown
        hold      H3 K1 0.80 -> held
        expire    H3
        settle    H3 0.40    -> corrected charged=0.80 actual=0.40
        reconcile H3 0.30    -> not-unknown
        reconcile H3 0.30 instead=0.40 -> not-unknown
        show      global/rolling-day -> limit=50.00 spent=0.90 held=0.00
        """);
  }

  @Test
  void a_hold_is_corrected_once_and_again_only_by_naming_what_it_counts_as() {
    LedgerScript.run(
        """
        hold      H1 K1 0.80 -> held
        expire    H1
        reconcile H1 0.30 instead=0.70 -> counts-otherwise 0.80
        reconcile H1 0.30              -> reconciled from=0.80 to=0.30
        reconcile H1 0.30              -> reconciled from=0.30 to=0.30
        reconcile H1 0.30 by=other     -> counts-otherwise 0.30
        reconcile H1 0.40              -> counts-otherwise 0.30
        reconcile H1 0.40 instead=0.80 -> counts-otherwise 0.30
        reconcile H1 0.40 instead=0.30 -> reconciled from=0.30 to=0.40
        show      global/rolling-day -> limit=50.00 spent=0.40 held=0.00
        """);
  }

  @Test
  void what_was_metered_after_all_replaces_what_a_person_said_and_nothing_replaces_it() {
    LedgerScript.run(
        """
        hold      H1 K1 0.80 -> held
        expire    H1
        reconcile H1 0.30    -> reconciled from=0.80 to=0.30
        settle    H1 0.50    -> corrected charged=0.30 actual=0.50
        settle    H1 0.60    -> not-open
        reconcile H1 0.30 instead=0.50 -> not-unknown
        show      global/rolling-day -> limit=50.00 spent=0.50 held=0.00
        """);
  }

  @ParameterizedTest
  @EnumSource(names = {"BEFORE_WRITING", "AFTER_WRITING"})
  void a_correction_is_in_the_book_once_although_its_write_failed(MemoryBook.Fault fault)
      throws InterruptedException {
    MemoryBook book = new MemoryBook();
    try (LedgerWriter ledger = LedgerWriter.open(book, () -> NOW, BookListener.NOBODY)) {
      HoldId id = lost(ledger);
      book.failNext(1, fault);
      assertThat(ledger.ask(correction(id, "0.30", "owner")))
          .isInstanceOf(ReconcileReply.Reconciled.class);
      assertThat(ledger.totalSpent()).isEqualTo(Money.ofUsd("0.30"));
    }
    assertThat(corrections(book)).hasSize(1);
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }

  @Test
  void of_many_who_reconcile_at_once_one_is_heard_and_the_others_learn_of_it() throws Exception {
    MemoryBook book = new MemoryBook();
    try (LedgerWriter ledger = LedgerWriter.open(book, () -> NOW, BookListener.NOBODY)) {
      HoldId id = lost(ledger);
      List<CompletableFuture<ReconcileReply>> asked =
          IntStream.range(0, 16)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> ledger.ask(correction(id, "0.%02d".formatted(i + 1), "person " + i))))
              .toList();
      List<ReconcileReply> replies = asked.stream().map(CompletableFuture::join).toList();
      assertThat(replies).filteredOn(ReconcileReply.Reconciled.class::isInstance).hasSize(1);
      assertThat(replies).filteredOn(ReconcileReply.CountsOtherwise.class::isInstance).hasSize(15);
      assertThat(ledger.totalSpent()).isEqualTo(corrections(book).getFirst().actual());
    }
  }

  @Test
  void the_book_says_who_and_why_and_a_book_of_before_that_was_noted_replays_unchanged() {
    String id = "0".repeat(32);
    LedgerEvent.Corrected said =
        new LedgerEvent.Corrected(
            HoldId.parse(id), Money.ofUsd("0.80"), Money.ofUsd("0.30"), null, "olive", "invoice 7");
    assertThat(EventCodec.write(said).json())
        .isEqualTo(
            "{\"event\":\"corrected\",\"id\":\"%s\",\"charged\":\"0.80\",\"actual\":\"0.30\",\"by\":\"olive\",\"reason\":\"invoice 7\"}"
                .formatted(id));
    String corrected =
        "{\"event\":\"corrected\",\"id\":\"%s\",\"charged\":\"0.80\",\"actual\":\"0.30\"}"
            .formatted(id);
    String expired =
        "{\"event\":\"expired\",\"id\":\"%s\",\"charged\":\"0.80\",\"bookedAt\":\"2026-11-02T12:00:00Z\"}"
            .formatted(id);
    for (String old : List.of(corrected, expired)) {
      LedgerEvent read = EventCodec.read(new Batch.Entry(old));
      assertThat(EventCodec.write(read).json()).isEqualTo(old);
    }
  }

  @Test
  void a_book_that_corrects_what_it_never_charged_is_not_believed() {
    LedgerState state = new LedgerState();
    HoldId id = HoldId.parse("0".repeat(32));
    HoldScope scope = new HoldScope("K1", List.of("m"), null, null);
    Money held = Money.ofUsd("0.80");
    state.apply(new LedgerEvent.Held(id, scope, held, NOW.plusSeconds(60), null), NOW);
    state.apply(new LedgerEvent.Expired(id, held, NOW, "lost", null), NOW);
    LedgerEvent tooMuch =
        new LedgerEvent.Corrected(id, Money.ofUsd("0.90"), Money.ZERO, null, "olive", "why not");
    assertThatThrownBy(() -> state.apply(tooMuch, NOW))
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("counts as $0.80");
  }

  private static ReconcileHold correction(HoldId id, String cost, String by) {
    return new ReconcileHold(id, Money.ofUsd(cost), null, by, "invoice");
  }

  private static List<LedgerEvent.Corrected> corrections(MemoryBook book) {
    return book.events().stream()
        .filter(LedgerEvent.Corrected.class::isInstance)
        .map(LedgerEvent.Corrected.class::cast)
        .toList();
  }

  private static HoldId lost(LedgerWriter ledger) throws InterruptedException {
    ledger.ask(
        new MintKey(
            new Key("K1", "K1", new SecretHash("1".repeat(64)), null, null), Map.of(), "owner"));
    HoldId id = HoldId.mint(NOW, new byte[HoldId.RANDOM_BYTES]);
    ledger.hold(
        new HoldRequest(
            id,
            "K1",
            List.of("claude-sonnet-5-5"),
            Money.ofUsd("0.80"),
            Duration.ofMinutes(15),
            Duration.ZERO));
    ledger.expire(id, "lost");
    return id;
  }
}
