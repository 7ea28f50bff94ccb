package dev.trafficcontrol.adapter.postgres;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static dev.trafficcontrol.queue.WorkBench.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trafficcontrol.adapter.sql.Sql;
import dev.trafficcontrol.adapter.sql.SqlBench;
import dev.trafficcontrol.adapter.sql.Stamp;
import dev.trafficcontrol.adapter.sql.StoreUnavailable;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.LeaseTimes;
import dev.trafficcontrol.queue.RenewReply;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.queue.WorkQueue;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.PostgresServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Four nodes work on one queue, each with connections of its own.
class SeveralNodesTest {

  private static final int NODES = 4;
  private static final int TASKS = 40;

  /// Far more than it takes, so that a node whose tasks another one never ends gives up.
  private static final int MOST_ROUNDS = 50;

  private static final int MOST_REPETITIONS = 1_000;
  private static final CapacityLimits LIMITS =
      new CapacityLimits(5, Map.of("opus", 3, "sonnet", 4));
  private static final TaskOutcome DONE = new TaskOutcome.Failed("done");

  private PostgresAddress address;
  private final List<PostgresDatabase> nodes = new ArrayList<>();
  private final AtomicInteger lostAnswers = new AtomicInteger();

  @BeforeEach
  void open() {
    address = PostgresServer.database();
    for (int i = 0; i < NODES; i++) {
      nodes.add(PostgresDatabase.open(address, PostgresServer.STAMP));
    }
    bench(0).project("shop", 1);
  }

  @AfterEach
  void close() {
    nodes.forEach(PostgresDatabase::close);
  }

  @Test
  void F53_slots_of_all_nodes_together_stay_within_the_limits_and_each_task_is_worked_once()
      throws Exception {
    List<Admission> admissions = admissions();
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    together(node -> {
      new Worker(node, taken).work(admissions);
      return true;
    });
    assertThat(taken).as("all that was allowed was used").contains(LIMITS.maxAgents());
    assertEachWasDoneOnce();
  }

  @Test
  void F57_connections_that_are_cut_in_the_middle_lose_nothing_and_do_nothing_twice()
      throws Exception {
    List<Admission> admissions = admissions();
    Set<Integer> taken = ConcurrentHashMap.newKeySet();
    CountDownLatch atWork = new CountDownLatch(NODES);
    try (ExecutorService saw = Executors.newSingleThreadExecutor()) {
      Future<Integer> cuts = saw.submit(() -> cut(atWork));
      together(node -> {
        try {
          new Worker(node, taken).work(admissions);
        } finally {
          atWork.countDown();
        }
        return true;
      });
      assertThat(cuts.get()).isPositive();
    }
    assertThat(lostAnswers.get()).as("claims that were cut").isPositive();
    assertEachWasDoneOnce();
  }

  /// Until nobody works any more.
  private int cut(CountDownLatch atWork) throws InterruptedException {
    int cuts = 0;
    do {
      PostgresServer.cutConnections(address);
      cuts++;
    } while (!atWork.await(50, TimeUnit.MILLISECONDS));
    return cuts;
  }

  @Test
  void F65_a_node_takes_over_what_is_its_own_and_what_nobody_renewed() {
    Claim claim = claim(0, task(), NOON);
    assertThat(queue(1).unfinished("node-1", NOON)).isEmpty();
    assertThat(queue(0).unfinished("node-0", NOON)).containsExactly(claim);
    Instant later = NOON.plusSeconds(10);
    assertThat(queue(0).renew(claim, later)).isInstanceOf(RenewReply.Renewed.class);
    assertThat(queue(1).unfinished("node-1", claim.leaseUntil())).isEmpty();
    Instant over = later.plus(LeaseTimes.DEFAULT.lasts());
    assertThat(queue(1).unfinished("node-1", over)).extracting(Claim::run).containsExactly("R1");
  }

  @Test
  void F59_a_node_that_was_paused_while_another_took_over_can_do_nothing_any_more() {
    String task = task();
    Claim stale = claim(0, task, NOON);
    Instant over = NOON.plus(LeaseTimes.DEFAULT.lasts());
    Claim found = queue(1).unfinished("node-1", over).getFirst();
    assertThat(queue(1).finish(found, new TaskOutcome.Interrupted("lease is over"), over)).isTrue();
    Claim next = claim(2, task, over);
    assertThat(next.token()).isGreaterThan(stale.token());

    assertThat(queue(0).renew(stale, over)).isInstanceOf(RenewReply.Stop.class);
    assertThat(queue(0).started(stale, over)).isFalse();
    assertThat(queue(0).verifying(stale, over)).isFalse();
    assertThat(queue(0).finish(stale, DONE, over)).isFalse();
    assertThat(bench(3).state(task)).isEqualTo(TaskState.ASSIGNED);
    assertThat(queue(2).unfinished("node-2", over)).containsExactly(next);
    assertThat(queue(2).started(next, over)).isTrue();
  }

  @Test
  void a_node_that_stands_still_in_the_middle_of_a_write_is_passed_by_and_leaves_nothing()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch passed = new CountDownLatch(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Object> still =
          thread.submit(() ->
              nodes
                  .get(0)
                  .write(connection -> {
                    Sql.update(
                        connection, "UPDATE tc_sequences SET value = 99 WHERE name = 'task'");
                    begun.countDown();
                    await(passed);
                    return "came back";
                  }));
      begun.await();
      assertThat(task(1)).isEqualTo("T1");
      passed.countDown();
      assertThatThrownBy(still::get).hasCauseInstanceOf(StoreUnavailable.class);
    }
    assertThat(task(0)).isEqualTo("T2");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void nodes_that_begin_at_once_on_an_empty_database_agree_on_its_stamp() throws Exception {
    PostgresAddress fresh = PostgresServer.empty();
    List<Stamp> stamps =
        together(node -> {
          Stamp mine = new Stamp("production", NOON.plusSeconds(node), "D" + node);
          try (PostgresDatabase database = PostgresDatabase.open(fresh, mine)) {
            return database.stamp();
          }
        });
    assertThat(stamps).hasSize(NODES).containsOnly(stamps.getFirst());
  }

  /// Claims whatever it gets and ends it, whatever becomes of its connections.
  private final class Worker {
    private final String name;
    private final WorkBench bench;
    private final Set<Integer> taken;
    private final Random random;

    Worker(int node, Set<Integer> taken) {
      this.name = "node-" + node;
      this.bench = bench(node);
      this.taken = taken;
      this.random = new Random(node);
    }

    void work(List<Admission> admissions) {
      for (int i = 0; i < MOST_ROUNDS && someWait(); i++) {
        List<Admission> shuffled = new ArrayList<>(admissions);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(this::tryOne);
        endAll();
      }
    }

    private boolean someWait() {
      return stubbornly(() -> bench.tasks().counts()).containsKey(TaskState.QUEUED);
    }

    /// A claim whose answer is lost is found as unfinished, as after a restart.
    private void tryOne(Admission admission) {
      try {
        bench.queue().claim(withNode(admission), NOON);
        check();
      } catch (StoreUnavailable lost) {
        lostAnswers.incrementAndGet();
        endAll();
      }
      if (random.nextInt(8) == 0) {
        endAll();
      }
    }

    private void endAll() {
      for (Claim claim : stubbornly(() -> bench.queue().unfinished(name, NOON))) {
        stubbornly(() -> bench.queue().finish(claim, DONE, NOON));
      }
    }

    private void check() {
      Map<String, Integer> slots = bench.queue().snapshot(NOON, null).slots();
      int all = slots.values().stream().mapToInt(Integer::intValue).sum();
      taken.add(all);
      assertThat(all).isLessThanOrEqualTo(LIMITS.maxAgents());
      slots.forEach((type, some) -> assertThat(some).isLessThanOrEqualTo(LIMITS.of(type)));
    }

    private Admission withNode(Admission admission) {
      return new Admission(admission.task(), admission.revision(), admission.ceiling(), null, name);
    }

    /// Asks until it is answered.
    private <R> R stubbornly(Supplier<R> question) {
      for (int i = 0; i < MOST_REPETITIONS; i++) {
        try {
          return question.get();
        } catch (StoreUnavailable again) {
          Thread.onSpinWait();
        }
      }
      throw new AssertionError("the store did not come back");
    }
  }

  private List<Admission> admissions() {
    return IntStream.range(0, TASKS)
        .mapToObj(i -> model(i % 2 == 0 ? "claude-opus-5-5" : "claude-sonnet-5-5"))
        .map(wishes -> bench(0).admission(bench(0).task("shop", "t", wishes, NOON), LIMITS))
        .toList();
  }

  private void assertEachWasDoneOnce() {
    PostgresDatabase any = PostgresDatabase.open(address, PostgresServer.STAMP);
    nodes.add(any);
    assertThat(SqlBench.bench(any).tasks().counts())
        .isEqualTo(Map.of(TaskState.FAILED, (long) TASKS));
    assertThat(count(any, "tc_slots")).isZero();
    assertThat(count(any, "tc_agent_sessions")).isEqualTo(TASKS);
    assertThat(count(any, "tc_tasks WHERE attempts = 1")).isEqualTo(TASKS);
    assertThat(count(any, "tc_task_events WHERE status = 'failed'")).isEqualTo(TASKS);
  }

  private static long count(PostgresDatabase database, String what) {
    return database.read(connection ->
        Sql.first(connection, "SELECT count(*) FROM " + what, row -> row.getLong(1)).orElseThrow());
  }

  private interface Work<R> {
    R run(int node) throws Exception;
  }

  private static <R> List<R> together(Work<R> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(NODES)) {
      List<Callable<R>> jobs = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        int node = i;
        jobs.add(() -> work.run(node));
      }
      List<R> all = new ArrayList<>();
      for (Future<R> job : threads.invokeAll(jobs)) {
        all.add(job.get());
      }
      return all;
    }
  }

  private WorkBench bench(int node) {
    return SqlBench.bench(nodes.get(node));
  }

  private WorkQueue queue(int node) {
    return bench(node).queue();
  }

  private String task() {
    return task(0);
  }

  private String task(int node) {
    return bench(node).task("shop", "one");
  }

  private Claim claim(int node, String task, Instant now) {
    Admission admission = bench(node).admission(task, WIDE);
    return queue(node)
        .claim(
            new Admission(task, admission.revision(), admission.ceiling(), null, "node-" + node),
            now)
        .orElseThrow();
  }
}
