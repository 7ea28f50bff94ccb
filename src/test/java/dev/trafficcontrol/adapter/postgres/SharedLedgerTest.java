package dev.trafficcontrol.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.key.SecretHash;
import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.HoldId;
import dev.trafficcontrol.ledger.HoldReply;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.Kill;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.LedgerWriter;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.MintKey;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several nodes, each with its own ledger in memory and its own connections, on one book.
class SharedLedgerTest {

  private static final String KEY = "K1";
  private static final BudgetId BUDGET = new BudgetId(Scope.of(ScopeKind.KEY, KEY), Window.TOTAL);

  @TempDir private Path folder;
  private final Random random = new Random(5);
  private PostgresAddress address;
  private final List<Node> nodes = new ArrayList<>();

  /// One process's share of things.
  private final class Node implements AutoCloseable {
    final PostgresDatabase database = PostgresDatabase.open(address, PostgresServer.STAMP);
    final PostgresBook book;
    final LedgerWriter ledger;
    final List<LedgerEvent> heard = new ArrayList<>();

    Node(String name) throws IOException {
      Path home = Files.createDirectories(folder.resolve(name));
      book = PostgresBook.open(database, home, Optional.empty());
      ledger =
          LedgerWriter.open(book, name, InstantSource.system(), (step, at) -> hear(step.events()));
    }

    private synchronized void hear(List<LedgerEvent> events) {
      heard.addAll(events);
    }

    synchronized boolean heard(Class<? extends LedgerEvent> kind) {
      return heard.stream().anyMatch(kind::isInstance);
    }

    @Override
    public void close() {
      ledger.close();
      book.close();
      database.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    address = PostgresServer.database();
    for (String name : List.of("a", "b", "c")) {
      nodes.add(new Node(name));
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(Node::close);
  }

  private LedgerWriter ledger(int node) {
    return nodes.get(node).ledger;
  }

  private void mint(String limit) {
    ledger(0)
        .ask(
            new MintKey(
                new Key(KEY, "test", new SecretHash("1".repeat(64)), null, null),
                Map.of(Window.TOTAL, Limit.of(Money.ofUsd(limit))),
                "owner"));
  }

  private synchronized HoldId id() {
    byte[] bytes = new byte[HoldId.RANDOM_BYTES];
    random.nextBytes(bytes);
    return HoldId.mint(InstantSource.system().instant(), bytes);
  }

  private HoldRequest request(String usd) {
    return request(usd, Duration.ZERO);
  }

  private HoldRequest request(String usd, Duration patience) {
    return new HoldRequest(
        id(),
        KEY,
        List.of("claude-sonnet-5-5"),
        Money.ofUsd(usd),
        Duration.ofMinutes(15),
        patience);
  }

  private static <T> List<T> atOnce(List<? extends Callable<T>> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
    }
    return results;
  }

  @Test
  void F04_nodes_that_hold_at_once_never_hold_more_than_their_one_budget_together()
      throws Exception {
    mint("1.00");
    List<Callable<HoldReply>> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      LedgerWriter ledger = ledger(i % 3);
      HoldRequest call = request("0.03");
      calls.add(() -> ledger.hold(call));
    }
    List<HoldReply> replies = atOnce(calls);
    assertThat(replies).filteredOn(HoldReply.Held.class::isInstance).hasSize(33);
    for (Node node : nodes) {
      assertThat(node.ledger.openHolds()).hasSize(33);
    }
    assertThat(BookAudit.audit(nodes.getFirst().book))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Sound.class,
            sound -> assertThat(sound.held()).isEqualTo(Money.ofUsd("0.99")));
  }

  @Test
  void a_budget_that_was_lowered_on_one_node_refuses_on_every_other_at_once() throws Exception {
    mint("1.00");
    assertThat(ledger(1).hold(request("0.40"))).isInstanceOf(HoldReply.Held.class);
    ledger(0).ask(new SetBudget(BUDGET, Limit.of(Money.ofUsd("0.50")), "owner", "less will do"));
    for (int node = 0; node < 3; node++) {
      assertThat(ledger(node).hold(request("0.20")))
          .isInstanceOfSatisfying(
              HoldReply.Refused.class,
              refused -> assertThat(refused.why()).isInstanceOf(Refusal.RoomHeld.class));
    }
  }

  @Test
  void a_kill_on_one_node_stops_and_is_heard_on_every_other() throws Exception {
    mint("1.00");
    ledger(0).ask(new Kill("enough", "owner"));
    assertThat(ledger(2).hold(request("0.01"))).isInstanceOf(HoldReply.Refused.class);
    await().until(() -> nodes.get(1).heard(LedgerEvent.Killed.class));
  }

  @Test
  void a_call_that_waits_on_one_node_gets_the_room_that_another_frees() throws Exception {
    mint("1.00");
    HoldRequest first = request("0.80");
    assertThat(ledger(0).hold(first)).isInstanceOf(HoldReply.Held.class);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HoldReply> waits =
          threads.submit(() -> ledger(1).hold(request("0.50", Duration.ofSeconds(60))));
      ledger(0).settle(first.id(), Money.ofUsd("0.10"), null);
      assertThat(waits.get()).isInstanceOf(HoldReply.Held.class);
    }
  }

  @Test
  void a_node_that_begins_anew_charges_its_own_open_holds_and_no_other_nodes() throws Exception {
    mint("1.00");
    HoldRequest mine = request("0.10");
    HoldRequest theirs = request("0.20");
    ledger(0).hold(mine);
    ledger(1).hold(theirs);
    nodes.removeFirst().close();
    nodes.addFirst(new Node("a"));
    assertThat(ledger(1).openHolds()).extracting(Hold::id).containsExactly(theirs.id());
    assertThat(ledger(0).totalSpent()).isEqualTo(Money.ofUsd("0.10"));
  }

  @Test
  void connections_that_are_cut_again_and_again_lose_no_cost_and_grant_nothing_twice()
      throws Exception {
    mint("2.00");
    AtomicInteger settled = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(24);
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      LedgerWriter ledger = ledger(i % 3);
      work.add(() -> {
        for (int call = 0; call < 20; call++) {
          HoldRequest next = request("0.05", Duration.ofSeconds(5));
          if (ledger.hold(next) instanceof HoldReply.Held) {
            ledger.settle(next.id(), Money.ofUsd("0.003"), null);
            settled.incrementAndGet();
          }
        }
        done.countDown();
        return true;
      });
    }
    work.add(() -> {
      for (int cut = 0; cut < 12; cut++) {
        int before = settled.get();
        PostgresServer.cutConnections(address);
        await().until(() -> settled.get() > before || done.getCount() == 0);
      }
      return true;
    });
    atOnce(work);
    assertThat(settled.get()).isPositive();
    Money all = Money.ofUsd("0.003").times(settled.get());
    assertThat(BookAudit.audit(nodes.getFirst().book))
        .isInstanceOfSatisfying(
            BookAudit.Finding.Sound.class,
            sound ->
                assertThat(sound.spent().plus(sound.held()))
                    .satisfies(sum -> assertThat(sum.isMoreThan(Money.ofUsd("2.00"))).isFalse())
                    .satisfies(sum -> assertThat(all.isMoreThan(sum)).isFalse()));
    for (Node node : nodes) {
      assertThat(node.ledger.totalSpent()).isEqualTo(nodes.getFirst().ledger.totalSpent());
    }
  }
}
