package dev.trafficcontrol.monitor;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.alert.MemoryAlerts;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeySecret;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.scheduler.Conditions;
import dev.trafficcontrol.scheduler.DeferReason;
import dev.trafficcontrol.scheduler.Deferral;
import dev.trafficcontrol.scheduler.SchedulerLoop;
import dev.trafficcontrol.scheduler.Tick;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One breaker, tripped by money that was really held and settled, and the two that ask it.
class TrippedBreakerTest {

  private static final String MODEL = "claude-sonnet-5-5";
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final KeySecret secret = KeySecret.mint(new byte[KeySecret.RANDOM_BYTES]);
  private final List<Claim> started = new ArrayList<>();
  private final Monitor monitor =
      new Monitor(new NoFlights(), new MemoryAlerts(), TripLimits.DEFAULT);

  @TempDir private Path home;
  private SqliteDatabase database;
  private WorkBench bench;
  private LedgerWriter ledger;
  private SchedulerLoop scheduler;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    ledger = LedgerWriter.open(SqliteBook.open(database, home), CLOCK, monitor);
    ledger.ask(
        new MintKey(
            new Key(secret.id(), "test", secret.hash(), null, null),
            Map.of(Window.TOTAL, Limit.of(Money.ofUsd("100"))),
            "owner"));
    scheduler =
        new SchedulerLoop(
            bench.queue(),
            () ->
                new Conditions(
                    ledger.breakers(),
                    CapacityLimits.DEFAULT,
                    bench.admissions().standing(),
                    "here",
                    UnaryOperator.identity()),
            _ -> Optional.empty(),
            started::add,
            CLOCK);
  }

  @AfterEach
  void close() {
    ledger.close();
    database.close();
  }

  @Test
  void a_tripped_breaker_blocks_scheduler_and_ledger_and_both_say_why() throws Exception {
    HoldRequest call = request("5.00");
    assertThat(ledger.hold(call)).isInstanceOf(HoldReply.Held.class);
    ledger.settle(call.id(), Money.ofUsd("5.00"), null);
    bench.task("shop", "one more");
    monitor.tick(ledger, NOON);

    Tick tick = scheduler.tick().orElseThrow();
    assertThat(started).isEmpty();
    assertThat(tick.plan().deferrals())
        .singleElement()
        .extracting(Deferral::reason, type(DeferReason.BreakerOpen.class))
        .extracting(DeferReason.BreakerOpen::text)
        .asString()
        .contains("tripped by monitor", "$5.00 burned within a minute");
    assertThat(ledger.hold(request("0.01")))
        .asInstanceOf(type(HoldReply.Refused.class))
        .extracting(HoldReply.Refused::why, type(Refusal.BreakerOpen.class))
        .extracting(refusal -> refusal.breaker().breaker().reason())
        .asString()
        .contains("$5.00 burned within a minute");

    ledger.ask(new ResetBreaker("looked", "owner"));
    assertThat(scheduler.tick().orElseThrow().started()).hasSize(1);
    assertThat(ledger.hold(request("0.01"))).isInstanceOf(HoldReply.Held.class);
  }

  private HoldRequest request(String usd) {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return new HoldRequest(
        HoldId.mint(NOON, bytes),
        secret.id(),
        List.of(MODEL),
        Money.ofUsd(usd),
        Duration.ofMinutes(1),
        Duration.ZERO);
  }

  private static final class NoFlights implements Monitor.InFlight {
    @Override
    public Money meteredSoFar(Scope scope) {
      return Money.ZERO;
    }

    @Override
    public void cut(Scope scope, String reason) {}
  }
}
