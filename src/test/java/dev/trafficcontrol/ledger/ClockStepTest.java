package dev.trafficcontrol.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.ClockVerdict.Explained;
import dev.trafficcontrol.ledger.ClockVerdict.Unexplained;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a clock that was wrong for a while does to budgets: one that spent its hour's $10 at noon.
class ClockStepTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Instant WRONG = NOON.plus(Duration.ofDays(400));
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final String KEY = "K1";

  private final MemoryBook book = new MemoryBook();
  private final Random random = new Random(7);

  private interface Work {
    void with(LedgerWriter ledger) throws InterruptedException;
  }

  /// One process that works on the book, from its start to its end.
  private void process(InstantSource clock, Work work) throws InterruptedException {
    try (LedgerWriter ledger = LedgerWriter.open(book, clock, BookListener.NOBODY)) {
      work.with(ledger);
    }
  }

  private static InstantSource at(Instant time) {
    return InstantSource.fixed(time);
  }

  private HoldReply ask(LedgerWriter ledger, Instant now, String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return ledger.hold(
        new HoldRequest(
            HoldId.mint(now, bytes),
            KEY,
            List.of("claude-sonnet-5-5"),
            Money.ofUsd(usd),
            Duration.ofMinutes(15),
            Duration.ZERO));
  }

  private void spend(LedgerWriter ledger, Instant now, String usd) throws InterruptedException {
    if (ask(ledger, now, usd) instanceof HoldReply.Held(Authorization authorization)) {
      ledger.settle(authorization.hold().id(), Money.ofUsd(usd), null);
    }
  }

  private void spendAllAtNoon() throws InterruptedException {
    process(
        at(NOON),
        ledger -> {
          ledger.ask(
              new MintKey(
                  new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null),
                  Map.of(),
                  "owner"));
          spend(ledger, NOON, "10");
        });
  }

  private void assertSpentThisHour(Instant now, String usd) throws InterruptedException {
    process(
        at(now),
        ledger -> {
          BudgetView hour =
              ledger.budgets().stream()
                  .filter(budget -> budget.id().window().equals(Window.ROLLING_HOUR))
                  .filter(budget -> budget.id().scope().equals(Scope.GLOBAL))
                  .findFirst()
                  .orElseThrow();
          assertThat(hour.spent()).isEqualTo(Money.ofUsd(usd));
        });
  }

  private void setClock(Instant book, Instant to) throws InterruptedException {
    process(
        at(book),
        ledger -> {
          assertThat(ledger.ask(new SetClock(new ClockReading("b", 1, to), "olive", "right")))
              .isEqualTo(new SetClock.Reply.Done(book));
        });
  }

  @Test
  void F17_a_step_that_nothing_explains_frees_nothing() throws InterruptedException {
    spendAllAtNoon();
    BookClock clock =
        BookClock.of(at(WRONG), new BookTime(NOON, null), new Unexplained("it was set"));
    process(
        clock,
        ledger ->
            assertThat(ask(ledger, clock.instant(), "1"))
                .isInstanceOfSatisfying(
                    HoldReply.Refused.class,
                    refused -> assertThat(refused.why()).isInstanceOf(Refusal.Exhausted.class)));
  }

  @Test
  void a_clock_that_is_a_little_behind_the_book_goes_on_from_it() {
    InstantSource behind = at(NOON.minusSeconds(60));
    assertThat(BookClock.of(behind, new BookTime(NOON, null), new Explained()).instant())
        .isEqualTo(NOON);
    InstantSource later = at(NOON.plusSeconds(60));
    assertThat(BookClock.of(later, new BookTime(NOON, null), new Explained()).instant())
        .isEqualTo(NOON.plusSeconds(60));
  }

  @Test
  void F17_once_the_clock_is_set_right_the_last_hour_counts_again() throws InterruptedException {
    spendAllAtNoon();
    setClock(NOON, WRONG);
    process(at(WRONG), ledger -> spend(ledger, WRONG, "4"));
    assertSpentThisHour(WRONG, "4");
    setClock(WRONG, NOON.plus(TEN_MINUTES));
    assertSpentThisHour(NOON.plus(TEN_MINUTES), "14");
    assertSpentThisHour(NOON.plus(Duration.ofMinutes(65)), "4");
    assertSpentThisHour(NOON.plus(Duration.ofMinutes(75)), "0");
  }

  @Test
  void what_is_spent_after_the_clock_was_set_back_counts() throws InterruptedException {
    spendAllAtNoon();
    setClock(NOON, WRONG);
    setClock(WRONG, NOON.plus(Duration.ofHours(2)));
    Instant now = NOON.plus(Duration.ofHours(2));
    process(at(now), ledger -> spend(ledger, now, "3"));
    assertSpentThisHour(now, "3");
    assertThat(BookAudit.audit(book)).isInstanceOf(BookAudit.Finding.Sound.class);
  }

  @Test
  void what_expired_by_the_wrong_time_can_still_be_corrected() throws InterruptedException {
    spendAllAtNoon();
    setClock(NOON, WRONG);
    HoldId[] lost = new HoldId[1];
    process(
        at(WRONG),
        ledger -> {
          if (ask(ledger, WRONG, "4") instanceof HoldReply.Held(Authorization authorization)) {
            lost[0] = authorization.hold().id();
            ledger.expire(lost[0], "lost");
          }
        });
    setClock(WRONG, NOON.plus(TEN_MINUTES));
    process(at(NOON.plus(TEN_MINUTES)), ledger -> ledger.settle(lost[0], Money.ofUsd("1"), null));
    assertSpentThisHour(NOON.plus(TEN_MINUTES), "11");
    assertSpentThisHour(NOON.plus(Duration.ofMinutes(75)), "0");
  }

  @Test
  void the_clock_is_noted_once_for_each_start_of_the_machine() throws InterruptedException {
    process(
        at(NOON),
        ledger -> {
          assertThat(ledger.ask(new NoteClock(new ClockReading("b1", 1, NOON)))).isTrue();
          assertThat(ledger.ask(new NoteClock(new ClockReading("b1", 2, NOON)))).isFalse();
          assertThat(ledger.ask(new NoteClock(new ClockReading(null, 0, NOON)))).isFalse();
        });
    process(
        at(NOON),
        ledger -> {
          assertThat(ledger.ask(new NoteClock(new ClockReading("b1", 3, NOON)))).isFalse();
          assertThat(ledger.ask(new NoteClock(new ClockReading("b2", 1, NOON)))).isTrue();
        });
  }
}
