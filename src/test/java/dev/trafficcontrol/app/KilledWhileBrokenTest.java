package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.provider.HttpProvider;
import dev.trafficcontrol.adapter.provider.ProviderEndpoint;
import dev.trafficcontrol.adapter.provider.ProviderKey;
import dev.trafficcontrol.adapter.sql.SqlAdmissions;
import dev.trafficcontrol.adapter.sql.SqlAlerts;
import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.operation.DaemonPower.Killed;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.gateway.Protocol;
import dev.trafficcontrol.gateway.Providers;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.ledger.KillSwitch;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.ModelAccess;
import dev.trafficcontrol.run.RunBriefs;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.RunPorts;
import dev.trafficcontrol.run.RunSupervisor;
import dev.trafficcontrol.usage.ClientLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The big red button, where the store fails or the scheduler is in the middle of something.
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledWhileBrokenTest {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  @TempDir private Path home;

  private final InstantSource clock = new SteadyClock();
  private final MemoryBook book = new MemoryBook();
  private final LastingAgents agents = new LastingAgents();
  private SqliteDatabase database;
  private WorkBench bench;
  private SlowToClaim queue;
  private MoneyPath money;
  private RunningDaemon daemon;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    bench = SqlBench.bench(database);
    queue = new SlowToClaim(bench.queue());
    money =
        MoneyPath.open(
            ports(),
            null,
            new MoneyPath.Watching(
                new SqlAlerts(database), TripLimits.DEFAULT, new KillWatch(), ClientLog.NOBODY),
            ShippedPrices.read(),
            clock);
    daemon = new RunningDaemon(new Doors(NOWHERE, Optional.empty()), money, work(), clock);
  }

  private Ports ports() {
    return new Ports(
        book,
        queue,
        Providers.only(
            "anthropic",
            Protocol.ANTHROPIC,
            new HttpProvider(
                new ProviderEndpoint(
                    Protocol.ANTHROPIC,
                    NOWHERE,
                    new ProviderKey("sk-ant-nobody"),
                    Duration.ofSeconds(1)))),
        agents,
        order -> {
          throw new LaunchFailed("nothing is verified here");
        });
  }

  private WorkPath work() {
    Ports ports = ports();
    RunPorts runs =
        new RunPorts(
            queue,
            money.ledger(),
            money.activity(),
            new SqlRuns(database),
            new RunBriefs(bench.tasks(), bench.projects()),
            new GitWorkplaces(home),
            agents,
            ports.verifier());
    RunSupervisor supervisor =
        new RunSupervisor(
            runs,
            RunLimits.DEFAULT,
            new ModelAccess(NOWHERE, KeyRules.NONE),
            clock,
            new Random(7),
            (run, broken) -> {});
    Dispatcher dispatcher =
        new Dispatcher(
            new Decider(
                money.ledger(),
                new FirstCallQuestion(money.ledger(), money.prices(), money.firstCalls()),
                CapacityLimits.DEFAULT,
                new Sharing.Alone().node(),
                money.prices()),
            queue,
            new SqlAdmissions(database),
            supervisor,
            clock);
    return new WorkPath(supervisor, dispatcher);
  }

  @AfterEach
  void close() {
    money.close();
    database.close();
  }

  @Test
  void F80_a_kill_that_can_not_be_written_ends_the_daemon_and_says_so() {
    book.failNext(Integer.MAX_VALUE, MemoryBook.Fault.BEFORE_WRITING);

    Killed killed = daemon.kill("smoke", "olive");

    assertThat(killed.recorded()).isFalse();
    daemon.awaitEnd();
    daemon.stop(Duration.ZERO);
    assertThat(daemon.isScheduling()).isFalse();
  }

  @Test
  void F80_a_kill_is_tried_until_it_is_written() {
    book.failNext(4, MemoryBook.Fault.BEFORE_WRITING);

    assertThat(daemon.kill("smoke", "olive").recorded()).isTrue();

    assertThat(money.ledger().kill()).map(KillSwitch::reason).contains("smoke");
  }

  @Test
  void F80_a_claim_that_is_handed_over_during_a_kill_is_ended() throws InterruptedException {
    bench.project("web", 1);
    bench.task("web", "One");
    daemon.scheduling().begin(OptionalInt.empty());
    queue.awaitClaim();

    daemon.kill("smoke", "olive");

    assertThat(queue.handedOver()).isTrue();
    assertThat(agents.alive()).isZero();
    assertThat(bench.queue().unfinished(new Sharing.Alone().node(), clock.instant())).isEmpty();
  }
}
