package dev.trafficcontrol.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.adapter.git.GitWorkplaces;
import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sql.SqlQueue;
import dev.trafficcontrol.adapter.sql.SqlRuns;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.app.prices.ShippedPrices;
import dev.trafficcontrol.gateway.CallsInFlight;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.KeyRules;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.MemoryBook;
import dev.trafficcontrol.ledger.OpenAttempt;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.run.LaunchFailed;
import dev.trafficcontrol.run.ModelAccess;
import dev.trafficcontrol.run.RunBriefs;
import dev.trafficcontrol.run.RunLimits;
import dev.trafficcontrol.run.RunPorts;
import dev.trafficcontrol.run.RunSupervisor;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.usage.ClientLog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverTest {

  private static final Instant OVER = WorkBench.NOON.plus(LeaseTimes.DEFAULT.lasts());
  private static final LeaseTimes OFTEN =
      new LeaseTimes(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(8),
          Duration.ofMillis(5));

  @TempDir private Path home;
  private volatile Instant now = WorkBench.NOON;
  private final LastingAgents agents = new LastingAgents();
  private SqliteDatabase database;
  private LedgerWriter ledger;
  private WorkBench work;
  private RunPorts ports;
  private RunSupervisor supervisor;
  private Takeover takeover;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    ledger = LedgerWriter.open(new MemoryBook(), () -> now, BookListener.NOBODY);
    work = SqlBench.bench(database);
    work.project("shop", 1);
    ports = ports();
    supervisor =
        new RunSupervisor(
            ports,
            RunLimits.DEFAULT,
            new ModelAccess(URI.create("http://127.0.0.1:7410"), KeyRules.NONE),
            () -> now,
            new Random(1),
            (run, broken) -> {});
    takeover = new Takeover(ports, supervisor, () -> now);
  }

  private RunPorts ports() {
    return new RunPorts(
        new SqlQueue(database, OFTEN),
        ledger,
        new RunActivity(new CallsInFlight(ShippedPrices.read(), ClientLog.NOBODY), () -> now),
        new SqlRuns(database),
        new RunBriefs(work.tasks(), work.projects()),
        new GitWorkplaces(home),
        agents,
        order -> {
          throw new LaunchFailed("nothing is verified here");
        });
  }

  @AfterEach
  void close() {
    supervisor.killAll("the test is over");
    await().until(() -> supervisor.count() == 0);
    ledger.close();
    database.close();
  }

  @Test
  void F65_a_run_whose_lease_is_over_is_ended_and_its_task_waits_again() {
    Claim lost = claimed();
    now = OVER;
    takeover.look();
    assertThat(work.state(lost.task())).isEqualTo(TaskState.QUEUED);
    assertThat(work.get(lost.task()).progress().reason()).contains("its node lost the lease");
    assertThat(work.queue().unfinished("", OVER)).isEmpty();
  }

  @Test
  void a_run_whose_lease_lasts_is_its_nodes() {
    Claim others = claimed();
    now = OVER.minusMillis(1);
    takeover.look();
    assertThat(work.state(others.task())).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_run_that_is_supervised_here_is_left_to_its_supervisor() {
    Claim own = claimed();
    supervisor.start(own);
    await().until(() -> work.state(own.task()) == TaskState.RUNNING);
    now = OVER;
    takeover.look();
    assertThat(agents.alive()).isOne();
    assertThat(work.state(own.task())).isEqualTo(TaskState.RUNNING);
  }

  @Test
  void F65_what_a_lost_run_holds_is_charged_in_full() throws Exception {
    Claim lost = claimed();
    Money amount = Money.ofUsd("0.25");
    assertThat(hold(lost, amount)).isInstanceOf(HoldReply.Held.class);
    now = OVER;
    takeover.look();
    assertThat(ledger.openHolds()).isEmpty();
    assertThat(ledger.totalSpent()).isEqualTo(amount);
  }

  @Test
  void it_looks_until_it_is_interrupted_also_after_a_look_that_broke() throws Exception {
    Claim lost = claimed();
    now = OVER;
    AtomicInteger looks = new AtomicInteger();
    Takeover restless = new Takeover(ports, supervisor, () -> time(looks.incrementAndGet()));
    Thread watching = Thread.ofVirtual().start(restless::watch);
    await().until(() -> work.state(lost.task()) == TaskState.QUEUED);
    watching.interrupt();
    watching.join();
  }

  private Instant time(int look) {
    if (look == 1) {
      throw new IllegalStateException("the database is away");
    }
    return now;
  }

  private Claim claimed() {
    return work.claim(work.task("shop", "Do it"), now);
  }

  private HoldReply hold(Claim claim, Money amount) throws InterruptedException {
    AttemptBinding attempt =
        new AttemptBinding(claim.project(), claim.task(), claim.run(), claim.token(), null);
    Key key = new Key("K1", "run", new SecretHash("1".repeat(64)), attempt, null);
    ledger.ask(new OpenAttempt(key));
    return ledger.hold(
        new HoldRequest(
            HoldId.mint(now, new byte[HoldId.RANDOM_BYTES]),
            key.id(),
            List.of("claude-sonnet-5-5"),
            amount,
            Duration.ofMinutes(15),
            Duration.ZERO));
  }
}
