package dev.trafficcontrol.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.MemoryAlerts;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.HoldEnd;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.NoAnswer;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.BookUnderTest;
import dev.trafficcontrol.testing.Engine;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a daemon's death leaves of what its monitor knew: all that the book says.
@ParameterizedClass
@EnumSource(Engine.class)
class RestartedMonitorTest {

  private static final Scope K1 = Scope.parse("key:K1");

  @TempDir private Path home;
  private final Engine engine;
  private final MemoryAlerts alerts = new MemoryAlerts();
  private int calls;

  RestartedMonitorTest(Engine engine) {
    this.engine = engine;
  }

  private BookUnderTest book;
  private BookUnderTest.Opened opened;
  private Monitor monitor;
  private LedgerWriter ledger;

  /// As a new process would.
  private void restart() {
    ledger.close();
    book.endAll();
    open();
  }

  private void open() {
    opened = book.open(home);
    monitor =
        new Monitor(
            new Monitor.InFlight() {
              @Override
              public Money meteredSoFar(Scope scope) {
                return Money.ZERO;
              }

              @Override
              public void cut(Scope scope, String reason) {}
            },
            alerts,
            TripLimits.DEFAULT);
    ledger = LedgerWriter.open(opened.book(), opened.node(), opened.clock(), monitor);
    monitor.standing(ledger.breakers());
  }

  @AfterEach
  void close() {
    ledger.close();
    book.close();
  }

  private Instant now() {
    return opened.clock().instant();
  }

  @BeforeEach
  void begin() {
    book = engine.book(home);
    open();
    ledger.ask(
        new SetBudget(
            new BudgetId(Scope.GLOBAL, Window.ROLLING_HOUR),
            Limit.of(Money.ofUsd("100")),
            "olive",
            "a larger one"));
    ledger.ask(
        new MintKey(
            new Key("K1", "laptop", new SecretHash("1".repeat(64)), null, null),
            Map.of(),
            "olive"));
  }

  private HoldId hold() throws InterruptedException {
    byte[] number = ByteBuffer.allocate(HoldId.RANDOM_BYTES).putInt(++calls).array();
    HoldId id = HoldId.mint(now(), number);
    HoldReply reply =
        ledger.hold(
            new HoldRequest(
                id,
                "K1",
                List.of("opus"),
                Money.ofUsd("1.70"),
                Duration.ofMinutes(10),
                Duration.ZERO));
    assertThat(reply).isInstanceOf(HoldReply.Held.class);
    return id;
  }

  @Test
  void a_daemon_that_dies_after_each_call_still_adds_up_to_a_trip() throws Exception {
    for (int call = 0; call < 3; call++) {
      ledger.settle(hold(), Money.ofUsd("1.70"), null);
      monitor.tick(ledger, now());
      restart();
    }
    assertThat(monitor.rates(now()))
        .filteredOn(rates -> rates.scope().equals(K1))
        .extracting(rates -> rates.money().fifteen())
        .containsExactly(Money.ofUsd("0.34"));
    monitor.tick(ledger, now());
    assertThat(ledger.breaker())
        .isInstanceOfSatisfying(
            BreakerState.Open.class, open -> assertThat(open.reason()).contains("$5.10"));
  }

  @Test
  void a_call_that_began_before_the_restart_of_its_node_and_what_is_old_are_charged_right()
      throws Exception {
    hold();
    restart();
    assertThat(monitor.burn(now()))
        .as("what is charged in full was not metered")
        .isEqualTo(Money.ZERO);
    assertThat(monitor.rates(now().plus(Gauge.LONGEST).plusSeconds(5)))
        .allMatch(rates -> rates.money().fifteen().isZero());
    for (int call = 0; call < 25; call++) {
      hold();
    }
    restart();
    monitor.tick(ledger, now());
    assertThat(ledger.breakers()).as("calls that a death cut off have not failed").isEmpty();
  }

  @Test
  void what_was_looked_at_before_a_restart_does_not_trip_again_after_it() throws Exception {
    for (int call = 0; call < 20; call++) {
      ledger.end(hold(), new HoldEnd.ForNothing("refused", NoAnswer.FAILED)).await();
    }
    monitor.tick(ledger, now());
    assertThat(ledger.breakers()).containsOnlyKeys(K1);
    ledger.ask(new ResetBreaker(K1, "mended", "olive"));
    restart();
    monitor.tick(ledger, now());
    assertThat(ledger.breaker(K1)).isInstanceOf(BreakerState.HalfOpen.class);
  }

  @Test
  void a_trip_whose_daemon_died_before_it_told_is_told_at_the_next_start_and_once() {
    ledger.ask(new TripBreaker(K1, TripKind.SOFT, "look", "olive"));
    restart();
    monitor.tick(ledger, now());
    restart();
    monitor.tick(ledger, now());
    assertThat(alerts.told()).extracting(Alert::kind).containsExactly("breaker-open");
    assertThat(alerts.told().getFirst().facts().commands())
        .contains("trafficctl breaker reset --scope key:K1 --reason TEXT");
  }

  @Test
  void a_trip_that_was_told_is_not_told_again_after_a_restart() {
    ledger.ask(new TripBreaker(TripKind.HARD, "look", "olive"));
    monitor.tick(ledger, now());
    restart();
    monitor.tick(ledger, now());
    assertThat(alerts.told()).hasSize(1);
  }
}
