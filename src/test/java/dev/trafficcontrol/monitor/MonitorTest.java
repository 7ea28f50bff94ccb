package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.MemoryAlerts;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorTest {

  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private final MemoryAlerts alerts = new MemoryAlerts();
  private final List<String> cuts = new ArrayList<>();
  private Money inFlight = Money.ZERO;
  private final Monitor monitor = new Monitor(new Flights(), alerts, TripLimits.DEFAULT);
  private final MemoryBook book = new MemoryBook();
  private final LedgerWriter ledger = LedgerWriter.open(book, InstantSource.fixed(NOW), monitor);

  private final class Flights implements Monitor.InFlight {
    @Override
    public Money meteredSoFar(Scope scope) {
      return inFlight;
    }

    @Override
    public void cut(Scope scope, String reason) {
      cuts.add(reason);
    }
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void settle(String usd, Instant at) {
    LedgerEvent settled =
        new LedgerEvent.Settled(HoldId.parse("0".repeat(32)), Money.ofUsd(usd), null);
    monitor.written(new LedgerCore.Step(List.of(settled), List.of()), at);
  }

  @Test
  void burn_is_what_was_settled_within_a_minute_and_what_is_metered_in_flight() {
    settle("1.00", NOW.minusSeconds(61));
    settle("0.50", NOW.minusSeconds(60));
    inFlight = Money.ofUsd("0.25");
    assertThat(monitor.burn(NOW)).isEqualTo(Money.ofUsd("0.75"));
  }

  @Test
  void a_warning_is_told_once_while_burn_stays_high() {
    settle("2.00", NOW);
    monitor.tick(ledger, NOW);
    monitor.tick(ledger, NOW.plusSeconds(1));
    assertThat(alerts.told()).extracting(Alert::kind).containsExactly("burn-warn");
    assertThat(ledger.breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(cuts).isEmpty();
  }

  @Test
  void F97_burn_at_the_limit_opens_the_breaker_cuts_what_is_in_flight_and_tells_people() {
    settle("4.00", NOW);
    inFlight = Money.ofUsd("1.00");
    monitor.tick(ledger, NOW);
    assertThat(ledger.breaker())
        .isInstanceOfSatisfying(
            BreakerState.Open.class,
            open -> {
              assertThat(open.kind()).isEqualTo(TripKind.HARD);
              assertThat(open.reason()).contains("$5.00");
            });
    assertThat(cuts).isNotEmpty();
    assertThat(alerts.told()).extracting(Alert::severity).containsExactly(Alert.Severity.CRITICAL);
    monitor.tick(ledger, NOW.plusSeconds(1));
    assertThat(alerts.told()).hasSize(1);
  }

  @Test
  void F97_a_glance_between_two_looks_trips_on_what_burns_and_tells_nobody_yet() {
    settle("4.99", NOW);
    monitor.tripIfNeeded(ledger, NOW);
    assertThat(ledger.breaker()).isEqualTo(BreakerState.CLOSED);
    assertThat(alerts.told()).isEmpty();
    inFlight = Money.ofUsd("0.01");
    monitor.tripIfNeeded(ledger, NOW);
    assertThat(ledger.breaker()).isInstanceOf(BreakerState.Open.class);
    assertThat(cuts).isNotEmpty();
    monitor.tick(ledger, NOW);
    assertThat(alerts.told()).extracting(Alert::kind).containsExactly("breaker-open");
  }

  @Test
  void F97_burn_at_the_limit_cuts_what_is_in_flight_although_the_book_can_not_be_written() {
    settle("5.00", NOW);
    book.failNext(Integer.MAX_VALUE, MemoryBook.Fault.BEFORE_WRITING);
    assertThatThrownBy(() -> monitor.tick(ledger, NOW)).isInstanceOf(LedgerUnavailable.class);
    assertThat(cuts).hasSize(1);
  }

  @Test
  void F97_burn_at_the_limit_cuts_although_the_breaker_is_open_already_softly() {
    ledger.ask(new TripBreaker(TripKind.SOFT, "look", "olive"));
    settle("5.00", NOW);
    monitor.tick(ledger, NOW);
    assertThat(cuts).isNotEmpty();
    assertThat(ledger.breaker())
        .isInstanceOfSatisfying(
            BreakerState.Open.class, open -> assertThat(open.kind()).isEqualTo(TripKind.HARD));
  }

  @Test
  void a_hard_trip_by_whomever_cuts_what_is_in_flight_and_a_soft_one_does_not() {
    ledger.ask(new TripBreaker(TripKind.SOFT, "look", "olive"));
    assertThat(cuts).isEmpty();
    ledger.ask(new TripBreaker(TripKind.HARD, "now", "olive"));
    assertThat(cuts).singleElement().asString().contains("now");
  }

  @Test
  void an_alert_says_how_money_stands_what_was_done_and_what_happens_if_nobody_answers() {
    settle("5.00", NOW);
    monitor.tick(ledger, NOW);
    AlertFacts facts = alerts.told().getFirst().facts();
    assertThat(facts.standing())
        .isEqualTo(
            new AlertFacts.Standing(
                "global/rolling-hour", Money.ZERO, Money.ZERO, Money.ofUsd("10")));
    assertThat(facts.perMinute()).isEqualTo(Money.ofUsd("5.00"));
    assertThat(facts.timeLeft()).contains(Duration.ofMinutes(2));
    assertThat(facts.done()).contains("calls in flight were cut");
    assertThat(facts.ask()).contains("reset the breaker");
    assertThat(facts.otherwise()).contains("nothing is spent");
    assertThat(facts.commands()).contains("trafficctl breaker reset --reason TEXT");
  }
}
