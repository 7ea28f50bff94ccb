package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.MemoryAlerts;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.LedgerCommand;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Steered;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Hop;
import dev.trafficcontrol.pricing.Metered;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.TokenUsage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What opens a breaker without anybody asking: tokens, calls without an answer, the burn of a
/// part.
class TripsByThemselvesTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Scope K1 = Scope.parse("key:K1");
  private static final Scope OPUS = Scope.parse("model:opus");
  private static final Scope SHOP = Scope.parse("project:shop");

  private final MemoryAlerts alerts = new MemoryAlerts();
  private final List<String> cuts = new ArrayList<>();
  private final Monitor monitor =
      new Monitor(
          new Monitor.InFlight() {
            @Override
            public Money meteredSoFar(Scope scope) {
              return Money.ZERO;
            }

            @Override
            public void cut(Scope scope, String reason) {
              cuts.add(scope.toString());
            }
          },
          alerts,
          new TripLimits(
              BurnLimits.DEFAULT,
              Map.ofEntries(TripLimits.part("key:K1=1")),
              TripLimits.TokenLimits.DEFAULT,
              TripLimits.ERROR_PERCENT));
  private final MemoryBook book = new MemoryBook();
  private final LedgerWriter ledger = LedgerWriter.open(book, InstantSource.fixed(NOON), monitor);
  private int calls;

  @AfterEach
  void close() {
    ledger.close();
  }

  private HoldId hold(String key, String model) {
    HoldId id = HoldId.parse("%032x".formatted(++calls));
    HoldScope scope = new HoldScope(key, List.of(model), null, null);
    tell(new LedgerEvent.Held(id, scope, Money.ofUsd("1"), NOON.plusSeconds(900), null), NOON);
    return id;
  }

  private void tell(LedgerEvent event, Instant at) {
    monitor.written(new LedgerCore.Step(List.of(event), List.of()), at);
  }

  private void settled(String key, String model, String usd, long tokens, Instant at) {
    Metered metered =
        new Metered(
            "test", List.of(new Hop(model, new TokenUsage(0, 0, 0, tokens, 0, 0), Modifiers.NONE)));
    tell(new LedgerEvent.Settled(hold(key, model), Money.ofUsd(usd), metered), at);
  }

  private void failed(String key, String model, int count) {
    for (int each = 0; each < count; each++) {
      tell(
          new LedgerEvent.Voided(hold(key, model), "the provider sent api_error", NoAnswer.FAILED),
          NOON);
    }
  }

  @Test
  void F97_tokens_at_the_limit_trip_the_breaker_though_they_cost_next_to_nothing() {
    settled("K2", "haiku", "0.01", 2_999_999, NOON);
    monitor.tick(ledger, NOON);
    assertThat(alerts.told()).isEmpty();
    settled("K2", "haiku", "0.01", 1, NOON);
    monitor.tick(ledger, NOON);
    assertThat(alerts.told()).extracting(Alert::kind).containsExactly("burn-warn");
    assertThat(ledger.breaker()).isEqualTo(BreakerState.CLOSED);

    settled("K2", "haiku", "0.01", 3_000_000, NOON.plusSeconds(240));
    monitor.tick(ledger, NOON.plusSeconds(240));
    assertThat(ledger.breaker())
        .isInstanceOfSatisfying(
            BreakerState.Open.class,
            open -> {
              assertThat(open.kind()).isEqualTo(TripKind.HARD);
              assertThat(open.reason()).contains("1,200,000 tokens a minute");
            });
    assertThat(cuts).contains("global");
  }

  @Test
  void F97_tokens_that_were_looked_at_do_not_trip_the_breaker_again() {
    settled("K2", "haiku", "0.01", 6_000_000, NOON);
    monitor.tick(ledger, NOON);
    ledger.ask(new ResetBreaker("looked", "olive"));
    monitor.tick(ledger, NOON.plusSeconds(1));
    assertThat(ledger.breaker()).isInstanceOf(BreakerState.HalfOpen.class);
  }

  @Test
  void a_key_half_of_whose_calls_have_no_answer_is_stopped_and_nobody_else() {
    for (int each = 0; each < 10; each++) {
      settled("K2", "opus", "0.01", 1, NOON);
    }
    failed("K2", "opus", 9);
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers()).isEmpty();
    failed("K2", "opus", 1);
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers().keySet()).containsExactly(Scope.parse("key:K2"));
    assertThat(ledger.breaker(Scope.parse("key:K2")))
        .isInstanceOfSatisfying(
            BreakerState.Open.class,
            open -> {
              assertThat(open.kind()).isEqualTo(TripKind.SOFT);
              assertThat(open.reason()).contains("10 of 20 calls of key:K2");
            });
    assertThat(cuts).isEmpty();
  }

  @Test
  void the_key_of_a_run_gets_no_breaker_that_would_outlive_it() {
    AttemptBinding run = new AttemptBinding("shop", "T1", "R1", 1, null);
    for (int each = 0; each < 40; each++) {
      HoldId id = HoldId.parse("%032x".formatted(++calls));
      HoldScope scope = new HoldScope("run-key", List.of("opus"), run, null);
      tell(new LedgerEvent.Held(id, scope, Money.ofUsd("1"), NOON.plusSeconds(900), null), NOON);
      tell(new LedgerEvent.Voided(id, "the provider sent api_error", NoAnswer.FAILED), NOON);
    }
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers()).isEmpty();
    assertThat(monitor.rates(NOON)).extracting(Rates::scope).contains(SHOP, OPUS);
  }

  @Test
  void few_calls_stop_nobody() {
    failed("K2", "opus", 19);
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers()).isEmpty();
  }

  @Test
  void a_model_that_fails_whoever_calls_it_is_stopped() {
    for (int key = 10; key < 15; key++) {
      failed("K" + key, "opus", 10);
    }
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers().keySet()).containsExactly(OPUS);
  }

  @Test
  void a_provider_that_asks_for_time_fails_nobody() {
    for (int each = 0; each < 60; each++) {
      tell(
          new LedgerEvent.Voided(hold("K2", "opus"), "the provider answered 429", NoAnswer.SPARED),
          NOON);
    }
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers()).isEmpty();
  }

  @Test
  void a_part_that_burns_more_than_its_own_limit_is_stopped_and_cut_alone() {
    settled("K1", "opus", "0.39", 1, NOON);
    monitor.tick(ledger, NOON);
    assertThat(alerts.told()).isEmpty();
    settled("K1", "opus", "0.01", 1, NOON);
    monitor.tick(ledger, NOON);
    assertThat(alerts.told()).extracting(Alert::message).singleElement().asString().contains("K1");
    settled("K1", "opus", "0.60", 1, NOON);
    monitor.tick(ledger, NOON);
    assertThat(ledger.breakers().keySet()).containsExactly(K1);
    assertThat(cuts).isNotEmpty().containsOnly("key:K1");
  }

  /// The store fails for as long as one trip is tried, and is well again for the next.
  @Test
  void a_trip_that_can_not_be_written_keeps_no_other_from_being_tried_in_the_same_look() {
    settled("K1", "opus", "5", 1, NOON);
    failed("K2", "haiku", 50);
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThatThrownBy(() -> monitor.tick(ledger, NOON)).isInstanceOf(LedgerUnavailable.class);
    assertThat(ledger.breakers().keySet())
        .containsExactly(Scope.parse("model:haiku"), K1, Scope.parse("key:K2"));
    assertThat(cuts).contains("global", "key:K1");
    assertThat(alerts.told()).extracting(Alert::kind).containsOnly("breaker-open").hasSize(3);
  }

  @Test
  void all_that_burns_is_cut_before_a_store_is_asked_that_may_never_answer() {
    settled("K1", "opus", "5", 1, NOON);
    List<List<String>> cutBefore = new ArrayList<>();
    Steered hanging =
        new Steered() {
          @Override
          public <R> R ask(LedgerCommand<R> command) {
            cutBefore.add(List.copyOf(cuts));
            return ledger.ask(command);
          }

          @Override
          public List<BudgetView> budgets() {
            return ledger.budgets();
          }
        };
    monitor.tripIfNeeded(hanging, NOON);
    assertThat(cutBefore.getFirst()).containsExactlyInAnyOrder("global", "key:K1");
    cuts.clear();
    cutBefore.clear();
    monitor.tick(hanging, NOON);
    assertThat(cutBefore.getFirst()).containsExactlyInAnyOrder("global", "key:K1");
  }

  @Test
  void a_limit_over_an_alias_or_a_dated_name_is_one_over_the_model_that_calls_are_charged_to() {
    TripLimits written =
        new TripLimits(
            BurnLimits.DEFAULT,
            Map.ofEntries(
                TripLimits.part("model:claude-opus-4-0=1"),
                TripLimits.part("model:claude-opus-4-20250514=3"),
                TripLimits.part("model:claude-sonnet-4=2"),
                TripLimits.part("project:claude-opus-4-0=4")),
            TripLimits.TokenLimits.DEFAULT,
            TripLimits.ERROR_PERCENT);
    assertThat(written.by(ShippedPrices.read()).parts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                TripLimits.part("model:claude-opus-4=1"),
                TripLimits.part("model:claude-sonnet-4=2"),
                TripLimits.part("project:claude-opus-4-0=4")));
  }

  @Test
  void a_glance_tries_each_trip_though_one_can_not_be_written() {
    settled("K1", "opus", "5", 1, NOON);
    book.failNext(2, MemoryBook.Fault.BEFORE_WRITING);
    assertThatThrownBy(() -> monitor.tripIfNeeded(ledger, NOON))
        .isInstanceOf(LedgerUnavailable.class);
    assertThat(ledger.breakers().keySet()).containsExactly(K1);
  }

  @Test
  void an_alert_that_can_not_be_kept_keeps_no_other_from_people() {
    settled("K1", "opus", "1", 1, NOON);
    failed("K2", "haiku", 20);
    alerts.failNext("planted");
    assertThatThrownBy(() -> monitor.tick(ledger, NOON)).hasMessage("planted");
    assertThat(alerts.told()).hasSize(1);
    monitor.tick(ledger, NOON);
    assertThat(alerts.told()).hasSize(2);
  }

  @Test
  void a_trip_is_told_though_nobody_can_say_any_more_how_money_stands() {
    ledger.ask(new TripBreaker(TripKind.SOFT, "look", "olive"));
    ledger.close();
    assertThatThrownBy(() -> monitor.tick(ledger, NOON)).isInstanceOf(LedgerUnavailable.class);
    assertThat(alerts.told())
        .extracting(Alert::message)
        .singleElement()
        .asString()
        .contains("look");
  }

  @Test
  void rates_are_told_of_everything_and_of_each_part_on_three_averages() {
    settled("K1", "opus", "0.15", 15, NOON.minusSeconds(600));
    settled("K2", "haiku", "0.30", 30, NOON);
    List<Rates> rates = monitor.rates(NOON);
    assertThat(rates.getFirst())
        .isEqualTo(
            new Rates(
                Scope.GLOBAL,
                new Rates.Over<>(Money.ofUsd("0.3"), Money.ofUsd("0.06"), Money.ofUsd("0.03")),
                new Rates.Over<>(30L, 6L, 3L)));
    assertThat(rates)
        .extracting(Rates::scope)
        .contains(K1, OPUS, Scope.parse("key:K2"))
        .doesNotContain(SHOP);
  }

  @Test
  void a_limit_of_a_part_is_written_as_scope_and_usd() {
    assertThat(TripLimits.part("project:shop=2"))
        .isEqualTo(Map.entry(SHOP, new BurnLimits(Money.ofUsd("0.8"), Money.ofUsd("2"))));
    for (String bad : List.of("project:shop", "global=2", "run:R1=2", "shop=2", "project:shop=x")) {
      assertThatThrownBy(() -> TripLimits.part(bad)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
