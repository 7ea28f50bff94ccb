package dev.trafficcontrol.adapter.sql;

import static dev.trafficcontrol.queue.WorkBench.NOON;
import static dev.trafficcontrol.queue.WorkBench.WIDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.queue.Confirmation;
import dev.trafficcontrol.queue.TaskSet;
import dev.trafficcontrol.queue.WorkBench;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.testing.Engine;
import dev.trafficcontrol.testing.StoreUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class SqlDryStartTest {

  @TempDir private Path home;
  private final Engine engine;
  private StoreUnderTest store;
  private WorkBench bench;
  private SqlDryStart dry;

  SqlDryStartTest(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void open() {
    store = engine.store(home);
    Database database = store.open();
    bench = SqlBench.bench(database);
    bench.project("shop", 1);
    dry = new SqlDryStart(database);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_a_start_would_see_and_claim_is_told_and_nothing_of_it_is_done() {
    CapacityLimits two = new CapacityLimits(2, Map.of("sonnet", 2));
    List<String> tasks = List.of(task(), task(), task());
    Confirmation confirmation = Confirmation.of("C1", Money.ofUsd("3"), 3, "ann", NOON);
    TaskSet seen = bench.admissions().taskSet();
    assertThat(dry.look(confirmation, seen, NOON).orElseThrow().heads().getFirst().candidates())
        .hasSize(3);
    List<Admission> admissions =
        tasks.stream().map(task -> confirmed(bench.admission(task, two))).toList();
    assertThat(dry.claims(confirmation, seen, admissions, NOON))
        .extracting(Claim::task)
        .containsExactly("T1", "T2");

    assertThat(bench.admissions().taskSet()).isEqualTo(seen);
    assertThat(bench.admissions().confirmation("C1")).isEmpty();
    assertThat(bench.admissions().standing().confirmation()).isNull();
    assertThat(bench.tasks().counts()).isEqualTo(Map.of(TaskState.QUEUED, 3L));
    assertThat(bench.queue().snapshot(NOON, null).slotsTaken()).isZero();
    assertThat(bench.claim("T1", NOON).token()).as("no token was used up").isEqualTo(1);
  }

  @Test
  void a_queue_that_is_not_what_was_seen_shows_nothing() {
    task();
    TaskSet seen = bench.admissions().taskSet();
    task();
    Confirmation confirmation = Confirmation.of("C1", Money.ofUsd("3"), 1, "ann", NOON);
    assertThat(dry.look(confirmation, seen, NOON)).isEmpty();
    assertThat(dry.claims(confirmation, seen, List.of(bench.admission("T1", WIDE)), NOON))
        .isEmpty();
  }

  private static Admission confirmed(Admission admission) {
    return new Admission(
        admission.task(), admission.revision(), admission.ceiling(), "C1", admission.node());
  }

  private String task() {
    return bench.task("shop", "one");
  }
}
