package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.MemoryAlerts;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.RaiseBudget;
import dev.trafficcontrol.ledger.ReconcileHold;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThresholdsTest {

  private static final BudgetId HOUR = new BudgetId(Scope.GLOBAL, Window.ROLLING_HOUR);
  private static final BudgetId KEY = new BudgetId(Scope.parse("key:K1"), Window.TOTAL);
  private static final Monitor.InFlight NOTHING =
      new Monitor.InFlight() {
        @Override
        public Money meteredSoFar(Scope scope) {
          return Money.ZERO;
        }

        @Override
        public void cut(Scope scope, String reason) {}
      };

  private static final TripLimits NEVER =
      new TripLimits(
          new BurnLimits(Money.ofUsd("1000"), Money.ofUsd("2000")),
          Map.of(),
          TripLimits.TokenLimits.DEFAULT,
          0);

  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final MemoryAlerts alerts = new MemoryAlerts();
  private final MemoryBook book = new MemoryBook();
  private Instant now = Instant.parse("2026-11-02T12:00:00Z");
  private Monitor monitor;
  private LedgerWriter ledger;
  private int seen;

  @BeforeEach
  void open() {
    monitor = new Monitor(NOTHING, alerts, NEVER);
    ledger = LedgerWriter.open(book, () -> now, monitor);
    limit(new BudgetId(Scope.GLOBAL, Window.ROLLING_DAY), "unlimited");
    ledger.ask(
        new MintKey(
            new Key("K1", "test", new SecretHash("1".repeat(64)), null, null), Map.of(), "owner"));
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void F89_a_threshold_is_told_once_per_window_and_again_in_the_next() throws Exception {
    spend("4.99");
    assertThat(news()).isEmpty();
    spend("0.01");
    assertThat(news()).containsExactly("50% of 10.00");
    spend("0.01");
    assertThat(news()).isEmpty();
    spend("2.49");
    assertThat(news()).containsExactly("75% of 10.00");
    spend("1.50");
    assertThat(news()).containsExactly("90% of 10.00");
    spend("1.00");
    assertThat(news()).containsExactly("100% of 10.00");

    pass(Duration.ofMinutes(62));
    assertThat(news()).isEmpty();
    spend("5.00");
    assertThat(news()).containsExactly("50% of 10.00");
  }

  @Test
  void F89_money_that_leaves_the_window_and_comes_back_is_no_news_while_the_telling_counts()
      throws Exception {
    spend("3.00");
    pass(Duration.ofMinutes(30));
    spend("6.00");
    assertThat(news()).containsExactly("90% of 10.00");
    pass(Duration.ofMinutes(31));
    spend("1.50");
    assertThat(news()).as("three quarters, and more was told 31 minutes ago").isEmpty();
    spend("1.50");
    assertThat(news()).as("nine tenths again, within the hour").isEmpty();
  }

  @Test
  void of_several_that_are_reached_at_once_the_highest_is_told() throws Exception {
    spend("9.50");
    assertThat(news()).containsExactly("90% of 10.00");
    assertThat(alerts.told().getLast().severity()).isEqualTo(Alert.Severity.WARNING);
    assertThat(alerts.told().getLast().message())
        .isEqualTo("global/rolling-hour has spent 90% of its limit: $9.50 of $10.00, $0.00 held");
  }

  @Test
  void F89_a_restart_tells_nothing_twice_and_what_was_crossed_meanwhile() throws Exception {
    spend("7.50");
    assertThat(news()).containsExactly("75% of 10.00");
    limit(KEY, "10");
    ledger.close();
    pass(Duration.ofMinutes(5));
    open();
    assertThat(news()).containsExactly("75% of 10.00");
    assertThat(alerts.told().getLast().once()).startsWith("key:K1/total ");
    ledger.close();
    open();
    assertThat(news()).isEmpty();
  }

  @Test
  void the_percentages_are_of_the_limit_that_holds_now() throws Exception {
    spend("8.00");
    assertThat(news()).containsExactly("75% of 10.00");
    ledger.ask(
        new RaiseBudget(HOUR, Limit.parse("16"), now.plusSeconds(600), "owner", "a release"));
    assertThat(news()).containsExactly("50% of 16.00");
    pass(Duration.ofMinutes(10));
    assertThat(news()).as("told before the raise").isEmpty();
    limit(HOUR, "8");
    assertThat(news()).containsExactly("100% of 8.00");
    assertThat(alerts.told().getLast().message()).contains("Nothing more is granted");
  }

  @Test
  void what_no_event_of_a_budgets_own_changes_is_seen_within_a_minute() throws Exception {
    ledger.ask(
        new RaiseBudget(HOUR, Limit.parse("100"), now.plusSeconds(60), "owner", "a release"));
    spend("9.00");
    assertThat(news()).isEmpty();
    pass(Duration.ofSeconds(59));
    assertThat(news()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(news()).containsExactly("90% of 10.00");
  }

  @Test
  void a_correction_upwards_is_news_where_it_crosses() throws Exception {
    HoldId hold = hold("1.00");
    ledger.expire(hold, "lost");
    assertThat(news()).isEmpty();
    ledger.ask(new ReconcileHold(hold, Money.ofUsd("5.50"), null, "owner", "the bill"));
    assertThat(news()).contains("50% of 10.00");
  }

  @Test
  void nothing_spent_is_no_news_also_where_nothing_may_be_spent() {
    limit(HOUR, "0");
    limit(KEY, "0");
    assertThat(news()).isEmpty();
  }

  @Test
  void F89_what_can_not_be_kept_is_told_later_and_once() throws Exception {
    spend("5.00");
    alerts.failNext("disk full");
    assertThatThrownBy(() -> monitor.tick(ledger, now)).hasMessage("disk full");
    assertThat(news()).containsExactly("50% of 10.00");
    assertThat(news()).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void limit(BudgetId budget, String limit) {
    ledger.ask(new SetBudget(budget, Limit.parse(limit), "owner", "test"));
  }

  private void spend(String usd) throws InterruptedException {
    ledger.settle(hold(usd), Money.ofUsd(usd), null);
  }

  private HoldId hold(String usd) throws InterruptedException {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    HoldId id = HoldId.mint(now, bytes);
    assertThat(
            ledger.hold(
                new HoldRequest(
                    id,
                    "K1",
                    List.of("claude-sonnet-5-5"),
                    Money.ofUsd(usd),
                    Duration.ofMinutes(15),
                    Duration.ZERO)))
        .isInstanceOf(HoldReply.Held.class);
    return id;
  }

  /// What is told of thresholds by a tick now: the percentage and the limit.
  private List<String> news() {
    monitor.tick(ledger, now);
    List<String> all =
        alerts.told().stream()
            .filter(alert -> alert.kind().equals("budget-threshold"))
            .map(alert -> alert.once().replaceAll("^\\S+ (.*) since .*$", "$1"))
            .toList();
    List<String> news = all.subList(seen, all.size());
    seen = all.size();
    return news;
  }
}
