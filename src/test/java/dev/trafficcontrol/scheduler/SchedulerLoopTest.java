package dev.trafficcontrol.scheduler;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sqlite.SqliteBench;
import dev.trafficcontrol.adapter.sqlite.SqliteDatabase;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.TaskState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerLoopTest {

  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir private Path home;
  private SqliteDatabase database;
  private WorkBench bench;
  private CapacityLimits limits = WIDE;

  @BeforeEach
  void open() {
    database = SqliteBench.open(home);
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void each_admission_is_claimed_and_handed_over_once() {
    bench.task("shop", "one");
    bench.task("shop", "two");
    List<Claim> started = new ArrayList<>();
    SchedulerLoop loop = loop(started::add);
    Tick tick = loop.tick().orElseThrow();
    assertThat(tick.started())
        .isEqualTo(started)
        .extracting(Claim::task)
        .containsExactly("T1", "T2");
    assertThat(loop.tick().orElseThrow().started()).isEmpty();
    assertThat(loop.last().orElseThrow().plan()).isEqualTo(Plan.NOTHING);
  }

  @Test
  void F54_where_the_claim_can_not_be_written_nothing_is_started() {
    bench.task("shop", "one");
    SqliteBench.onlyReads(database);
    List<Claim> started = new ArrayList<>();
    SchedulerLoop loop = loop(started::add);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(loop::tick).isInstanceOf(RuntimeException.class);
    }
    assertThat(started).isEmpty();
    assertThat(bench.state("T1")).isEqualTo(TaskState.QUEUED);
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
  }

  @Test
  void F54_the_intent_is_durable_before_anything_is_started() {
    bench.task("shop", "one");
    loop(
            claim -> {
              try (SqliteDatabase another = SqliteBench.open(home)) {
                assertThat(SqlBench.bench(another).queue().unfinished("here", NOON))
                    .containsExactly(claim);
              }
            })
        .tick();
    assertThat(bench.state("T1")).isEqualTo(TaskState.ASSIGNED);
  }

  @Test
  void a_claim_that_can_not_be_handed_over_is_given_back_and_counts_as_an_attempt() {
    bench.task("shop", "one");
    SchedulerLoop loop =
        loop(_ -> {
          throw new IllegalStateException("no place");
        });
    assertThatThrownBy(loop::tick).hasMessage("no place");
    assertThat(bench.state("T1")).isEqualTo(TaskState.QUEUED);
    assertThat(bench.get("T1").progress().setbacks().failures()).isEqualTo(1);
    assertThat(bench.get("T1").progress().readyAt()).isAfter(NOON);
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
  }

  @Test
  void F56_a_tick_does_not_begin_while_another_is_at_it() throws Exception {
    bench.task("shop", "one");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger starts = new AtomicInteger();
    SchedulerLoop loop =
        loop(_ -> {
          starts.incrementAndGet();
          inside.countDown();
          await(goOn);
        });
    Thread first = Thread.ofVirtual().start(loop::tick);
    await(inside);
    assertThat(loop.tick()).isEmpty();
    goOn.countDown();
    first.join();
    assertThat(loop.tick()).isPresent();
    assertThat(starts).hasValue(1);
  }

  @Test
  void F61_a_tick_without_work_asks_no_ledger_and_starts_nothing() {
    bench.project("empty", 1);
    AtomicInteger asked = new AtomicInteger();
    SchedulerLoop loop =
        new SchedulerLoop(
            bench.queue(),
            this::conditions,
            _ -> {
              asked.incrementAndGet();
              return Optional.empty();
            },
            _ -> asked.incrementAndGet(),
            InstantSource.fixed(NOON));
    for (int i = 0; i < 100; i++) {
      assertThat(loop.tick().orElseThrow().plan()).isEqualTo(Plan.NOTHING);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void F53_ticks_keep_to_max_agents_as_runs_come_and_go() {
    limits = new CapacityLimits(3, java.util.Map.of("sonnet", 10));
    for (int i = 0; i < 10; i++) {
      bench.task("shop", "t" + i);
    }
    List<Claim> working = new ArrayList<>();
    SchedulerLoop loop = loop(working::add);
    for (int i = 0; i < 9; i++) {
      loop.tick();
      assertThat(working).hasSizeLessThanOrEqualTo(3);
      bench.queue().finish(working.removeFirst(), new TaskOutcome.Failed("done"), NOON);
    }
    loop.tick();
    assertThat(working).hasSize(1);
  }

  @Test
  void F60_on_trial_one_agent_works_in_all_however_often_it_ticks() {
    for (int i = 0; i < 5; i++) {
      bench.task("shop", "t" + i);
    }
    List<Claim> started = new ArrayList<>();
    SchedulerLoop loop =
        new SchedulerLoop(
            bench.queue(),
            () ->
                new Conditions(
                    Map.of(Scope.GLOBAL, new BreakerState.HalfOpen("P1", "looked", "ann", NOON)),
                    limits,
                    bench.admissions().standing(),
                    "here",
                    UnaryOperator.identity()),
            _ -> Optional.empty(),
            started::add,
            InstantSource.fixed(NOON));
    for (int i = 0; i < 5; i++) {
      loop.tick();
    }
    assertThat(started).hasSize(1);
  }

  @Test
  void a_hint_makes_the_next_look_come_at_once_and_trouble_does_not_end_the_loop()
      throws Exception {
    LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    SchedulerLoop loop =
        loop(claim -> {
          seen.add(claim.task());
          throw new IllegalStateException("trouble with " + claim.task());
        });
    bench.task("shop", "one");
    Thread worker =
        Thread.ofVirtual()
            .start(() -> loop.work(NEVER, broken -> seen.add(String.valueOf(broken.getMessage()))));
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("T1");
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("trouble with T1");
    bench.task("shop", "two");
    loop.wake();
    assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("T2");
    worker.interrupt();
    assertThat(worker.join(Duration.ofSeconds(10))).isTrue();
  }

  private SchedulerLoop loop(RunStarter runs) {
    return new SchedulerLoop(
        bench.queue(), this::conditions, _ -> Optional.empty(), runs, InstantSource.fixed(NOON));
  }

  private Conditions conditions() {
    return new Conditions(
        Map.of(), limits, bench.admissions().standing(), "here", UnaryOperator.identity());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }
}
