package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBook;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.Batch;
import dev.trafficcontrol.ledger.BrokenInvariant;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.run.AgentLauncher;
import dev.trafficcontrol.run.ChildMark;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.LaunchOrder;
import dev.trafficcontrol.run.RunningAgent;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.usage.ClientLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a daemon proves before it spends anything.
class BootTest {

  @TempDir private Path home;
  private SqliteDatabase database;
  private SqliteBook book;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    book = SqliteBook.open(database, home);
  }

  @AfterEach
  void close() {
    book.close();
    database.close();
  }

  private MoneyPath boot() {
    return boot(TripLimits.DEFAULT);
  }

  private MoneyPath boot(TripLimits trips) {
    Ports ports =
        new Ports(
            book,
            new SqlQueue(database),
            Providers.only(
                "anthropic",
                Protocol.ANTHROPIC,
                new HttpProvider(
                    new ProviderEndpoint(
                        Protocol.ANTHROPIC,
                        URI.create("http://127.0.0.1:1"),
                        new ProviderKey("sk-ant-nobody"),
                        Duration.ofSeconds(1)))),
            new NoAgents(),
            order -> {
              throw new LaunchFailed("nothing runs here");
            });
    return MoneyPath.open(
        ports,
        null,
        new MoneyPath.Watching(new SqlAlerts(database), trips, new KillWatch(), ClientLog.NOBODY),
        ShippedPrices.read(),
        InstantSource.system());
  }

  private List<String> selfTestEvents() {
    List<String> kinds = new ArrayList<>();
    book.replay(batch ->
        batch.entries().stream()
            .filter(entry -> entry.json().contains("self-test"))
            .map(Batch.Entry::kind)
            .forEach(kinds::add));
    return kinds;
  }

  @Test
  void F20_each_boot_trips_a_cap_through_the_ledger_that_will_be_used() {
    boot().close();
    assertThat(selfTestEvents()).contains("key-minted", "held", "voided");
    boot().close();
    assertThat(selfTestEvents())
        .filteredOn(kind -> kind.equals("voided"))
        .as("at every boot, not only the first")
        .hasSize(2);
  }

  @Test
  void F20_a_ledger_that_does_not_cap_is_not_started() {
    try (MoneyPath sound = boot()) {
      sound
          .ledger()
          .ask(
              new SetBudget(
                  new BudgetId(Scope.of(ScopeKind.KEY, "self-test"), Window.TOTAL),
                  Limit.UNLIMITED,
                  "attacker",
                  "guard off"));
    }
    assertThatThrownBy(this::boot)
        .isInstanceOf(BrokenInvariant.class)
        .hasMessageContaining("nothing is started");
  }

  @Test
  void a_burn_limit_over_an_alias_opens_the_breaker_of_the_model_that_calls_are_charged_to()
      throws Exception {
    TripLimits trips =
        new TripLimits(
            BurnLimits.DEFAULT,
            Map.ofEntries(TripLimits.part("model:claude-sonnet-4-0=0.01")),
            TripLimits.TokenLimits.DEFAULT,
            TripLimits.ERROR_PERCENT);
    Instant now = Instant.now();
    try (MoneyPath money = boot(trips)) {
      money
          .ledger()
          .ask(
              new MintKey(
                  new Key("K1", "test", new SecretHash("1".repeat(64)), null, null),
                  Map.of(Window.TOTAL, Limit.of(Money.ofUsd("9"))),
                  "owner"));
      HoldId id = HoldId.mint(now, new byte[HoldId.RANDOM_BYTES]);
      HoldRequest request =
          new HoldRequest(
              id,
              "K1",
              List.of("claude-sonnet-4"),
              Money.ofUsd("0.02"),
              Duration.ofMinutes(15),
              Duration.ZERO);
      assertThat(money.ledger().hold(request)).isInstanceOf(HoldReply.Held.class);
      money.ledger().settle(id, Money.ofUsd("0.02"), null);
      money.monitor().tick(money.ledger(), Instant.now());
      assertThat(money.ledger().breaker(Scope.parse("model:claude-sonnet-4")))
          .isInstanceOf(BreakerState.Open.class);
    }
  }

  private static final class NoAgents implements AgentLauncher {
    @Override
    public RunningAgent launch(LaunchOrder order) {
      throw new LaunchFailed("nothing runs here");
    }

    @Override
    public int endLeftovers(Workplace place, Optional<ChildMark> recorded) {
      return 0;
    }
  }
}
