package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static dev.trafficcontrol.queue.WorkBench.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.QueueSnapshot;
import dev.trafficcontrol.queue.TaskOutcome;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Many claim at once, from one database and from two that have the same one open.
@ParameterizedClass
@EnumSource(Engine.class)
class ConcurrentClaimsTest {

  private static final int THREADS = 12;
  private static final int TASKS = 60;

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private Database one;
  private Database other;

  ConcurrentClaimsTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    one = store.open();
    other = store.open();
    SqlBench.bench(one).project("shop", 1);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void F57_each_task_is_claimed_exactly_once_by_whoever_is_first() throws Exception {
    WorkBench bench = SqlBench.bench(one);
    List<Admission> admissions =
        IntStream.range(0, TASKS)
            .mapToObj(i -> bench.admission(bench.task("shop", "t" + i), WIDE))
            .toList();
    List<Claim> claims =
        together(thread -> {
          List<Claim> mine = new ArrayList<>();
          List<Admission> shuffled = new ArrayList<>(admissions);
          Collections.shuffle(shuffled, new Random(thread));
          WorkBench here = SqlBench.bench(thread % 2 == 0 ? one : other);
          shuffled.forEach(admission -> here.queue().claim(admission, NOON).ifPresent(mine::add));
          return mine;
        });
    assertThat(claims).hasSize(TASKS);
    assertThat(claims).extracting(Claim::task).doesNotHaveDuplicates();
    assertThat(claims).extracting(Claim::token).doesNotHaveDuplicates();
  }

  @Test
  void F53_slots_never_pass_their_limits_while_many_claim_and_finish() throws Exception {
    CapacityLimits limits = new CapacityLimits(4, Map.of("opus", 3, "sonnet", 3));
    WorkBench bench = SqlBench.bench(one);
    List<Admission> admissions =
        IntStream.range(0, TASKS)
            .mapToObj(i -> model(i % 2 == 0 ? "claude-opus-5-5" : "claude-sonnet-5-5"))
            .map(wishes -> bench.admission(bench.task("shop", "t", wishes, NOON), limits))
            .toList();
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    List<Claim> claims =
        together(thread -> {
          List<Claim> mine = new ArrayList<>();
          WorkBench here = SqlBench.bench(thread % 2 == 0 ? one : other);
          for (Admission admission : admissions) {
            here.queue().claim(admission, NOON).ifPresent(mine::add);
            QueueSnapshot now = here.queue().snapshot(NOON, null);
            check(now, limits);
            seen.add(now.slotsTaken());
            // Kept while the next one is asked for, so that all limits are reached.
            if (mine.size() > 1) {
              here.queue().finish(mine.get(mine.size() - 2), new TaskOutcome.Failed("done"), NOON);
            }
          }
          if (!mine.isEmpty()) {
            here.queue().finish(mine.getLast(), new TaskOutcome.Failed("done"), NOON);
          }
          return mine;
        });
    assertThat(seen).contains(limits.maxAgents());
    assertThat(claims).extracting(Claim::task).doesNotHaveDuplicates();
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
    assertThat(bench.tasks().counts().get(TaskState.FAILED)).isEqualTo(claims.size());
  }

  private static void check(QueueSnapshot snapshot, CapacityLimits limits) {
    assertThat(snapshot.slotsTaken()).isLessThanOrEqualTo(limits.maxAgents());
    snapshot
        .slots()
        .forEach((name, taken) -> assertThat(taken).as(name).isLessThanOrEqualTo(limits.of(name)));
  }

  private interface Work {
    List<Claim> run(int thread) throws Exception;
  }

  private static List<Claim> together(Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Callable<List<Claim>>> jobs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        jobs.add(() -> {
          start.await();
          return work.run(thread);
        });
      }
      List<Claim> all = new ArrayList<>();
      for (Future<List<Claim>> job : threads.invokeAll(jobs)) {
        all.addAll(job.get());
      }
      return all;
    }
  }
}
