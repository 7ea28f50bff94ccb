package dev.trafficcontrol.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trafficcontrol.ledger.BookAudit;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.simulator.SimulatedProvider;
import dev.trafficcontrol.simulator.SimulatorOptions;
import dev.trafficcontrol.simulator.TimeFactor;
import dev.trafficcontrol.testing.Attacks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three gateways, each a process with a home of its own, share one budget on one PostgreSQL while
/// agents spend through all of them; nodes and server are killed, stopped and cut from each other.
class KilledNodesTest {

  private enum Blow {
    A_NODE_DIES_AT_A_STEP,
    A_NODE_STANDS_STILL_AT_A_STEP,
    A_NODE_DIES,
    ALL_ARE_CUT_OFF,
    A_NODE_STANDS_STILL,
    THE_DATABASE_DIES,
    A_NODE_IS_CUT_OFF,
    THE_DATABASE_STANDS_STILL
  }

  /// In this order, so that few blows meet what is most telling.
  private static final List<Doom.Step> STEPS =
      List.of(
          Doom.Step.BEFORE_HOLD,
          Doom.Step.BEFORE_SETTLE,
          Doom.Step.AFTER_HOLD,
          Doom.Step.AFTER_SETTLE,
          Doom.Step.BEFORE_FORWARD,
          Doom.Step.FIRST_BYTE,
          Doom.Step.AFTER_FORWARD);

  /// Longer than the server lets a session sit on the head of the book.
  private static final Duration LONGER_THAN_A_TURN = Duration.ofMillis(2_500);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final int CLIENTS = 4;

  @TempDir private Path folder;
  private final Random random = new Random(Long.getLong("trafficcontrol.seed", 1));
  private final List<NodeUnderAttack> nodes = new ArrayList<>();
  private final List<RestlessFleet> fleets = new ArrayList<>();
  private MortalPostgres postgres;
  private SimulatedProvider provider;
  private JudgeOfNodes judge;

  @BeforeEach
  void begin() throws IOException {
    postgres = MortalPostgres.start(folder);
    provider =
        SimulatedProvider.start(
            SimulatorOptions.defaults()
                .withBill(folder.resolve("bill.jsonl"))
                .withTimeFactor(new TimeFactor(100)));
    judge = new JudgeOfNodes(folder, postgres);
    for (String name : List.of("node-1", "node-2", "node-3")) {
      NodeUnderAttack node = new NodeUnderAttack(folder, name, postgres, provider.uri());
      nodes.add(node);
      node.live();
      fleets.add(fleet(node.gateway, nodes.size()));
    }
  }

  private RestlessFleet fleet(URI gateway, long seed) {
    String key = judge.secret().reveal();
    return RestlessFleet.forEver(gateway, key, SpendingClient.DEAR_MODEL, CLIENTS, seed);
  }

  @AfterEach
  void end() throws IOException {
    fleets.forEach(RestlessFleet::close);
    nodes.forEach(NodeUnderAttack::close);
    judge.close();
    provider.close();
    postgres.close();
  }

  @Test
  void F04_bill_within_book_within_limit_whatever_becomes_of_nodes_and_their_database()
      throws Exception {
    untilAnswered(nodes);
    int blows = Attacks.times(20, 300);
    for (int i = 0; i < blows; i++) {
      Blow blow = Blow.values()[i % Blow.values().length];
      Doom.Step step = STEPS.get(i / Blow.values().length % STEPS.size());
      String what = strike(blow, nodes.get(random.nextInt(nodes.size())), step);
      check("blow %d: %s".formatted(i + 1, what));
      for (NodeUnderAttack node : nodes) {
        node.live();
      }
      untilAnswered(nodes);
    }
    fleets.forEach(RestlessFleet::close);
    nodes.forEach(node -> node.receive(Signals.KILL));
    await().atMost(PATIENCE).until(() -> provider.bill().open() == 0);
    check("all dead");
    for (NodeUnderAttack node : nodes) {
      node.live();
    }
    check("all back");
    assertThat(judge.holds().open()).as("each boot ends what its node left").isEmpty();
  }

  private String strike(Blow blow, NodeUnderAttack node, Doom.Step step)
      throws IOException, InterruptedException {
    return switch (blow) {
      case A_NODE_DIES_AT_A_STEP -> {
        doom(node, step, Doom.Manner.DIES);
        await().atMost(PATIENCE).until(() -> isOver(node.isDead()));
        untilAnswered(others(node));
        yield node.name + " dies " + step;
      }
      case A_NODE_STANDS_STILL_AT_A_STEP -> {
        doom(node, step, Doom.Manner.STANDS_STILL);
        await().atMost(PATIENCE).until(() -> isOver(node.isStopped()));
        goOnWithout(node);
        yield node.name + " stands still " + step;
      }
      case A_NODE_DIES -> {
        node.receive(Signals.KILL);
        untilAnswered(others(node));
        yield node.name + " dies";
      }
      case A_NODE_STANDS_STILL -> {
        node.receive(Signals.STOP);
        goOnWithout(node);
        yield node.name + " stands still";
      }
      case A_NODE_IS_CUT_OFF -> {
        postgres.cut(node.name);
        yield node.name + " is cut off";
      }
      case ALL_ARE_CUT_OFF -> {
        postgres.cutAll();
        yield "all are cut off";
      }
      case THE_DATABASE_DIES -> {
        postgres.dieAndComeBack();
        yield "the database dies";
      }
      case THE_DATABASE_STANDS_STILL -> {
        postgres.standStill(LONGER_THAN_A_TURN);
        yield "the database stands still";
      }
    };
  }

  private void doom(NodeUnderAttack node, Doom.Step step, Doom.Manner manner) throws IOException {
    node.become(step, 1 + random.nextInt(10), manner);
  }

  private void goOnWithout(NodeUnderAttack node) {
    untilAnswered(others(node));
    await().pollDelay(LONGER_THAN_A_TURN).until(node::isStopped);
    check(node.name + " stands");
    node.receive(Signals.CONT);
  }

  private List<NodeUnderAttack> others(NodeUnderAttack node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  /// What is waited for needs calls, and those need money.
  private boolean isOver(boolean over) {
    if (!over) {
      judge.giveRoom();
    }
    return over;
  }

  /// Each of them has a new call authorized.
  private void untilAnswered(List<NodeUnderAttack> these) {
    Map<NodeUnderAttack, Integer> before =
        these.stream().collect(Collectors.toMap(node -> node, node -> node.acknowledged().size()));
    await()
        .atMost(PATIENCE)
        .pollInterval(BETWEEN_LOOKS)
        .until(() ->
            isOver(
                before.entrySet().stream()
                    .allMatch(node -> node.getKey().acknowledged().size() > node.getValue())));
  }

  /// In this order: what is billed and answered at one moment is in the book at any later one.
  private void check(String when) {
    Money bill = Money.ofUsd(provider.bill().total().toPlainString());
    List<String> acknowledged =
        nodes.stream().map(NodeUnderAttack::acknowledged).flatMap(List::stream).toList();
    BookAudit.Finding.Sound book = judge.audit(when);
    Money limit = judge.limit();
    System.out.printf(
        "%-42s bill %s, book %s (of which %s held), limit %s, %d answered%n",
        when, bill, book.spent().plus(book.held()), book.held(), limit, acknowledged.size());
    assertThat(bill).as(when).isLessThanOrEqualTo(book.spent().plus(book.held()));
    assertThat(book.spent().plus(book.held())).as(when).isLessThanOrEqualTo(limit);
    assertThat(book.budgets())
        .as(when)
        .allSatisfy(budget -> {
          if (budget.limit() instanceof Limit.Capped(Money most)) {
            assertThat(budget.spent().plus(budget.held())).isLessThanOrEqualTo(most);
          }
        });
    assertThat(judge.holds().ever()).as(when).containsAll(acknowledged);
    assertThat(acknowledged).as(when).doesNotHaveDuplicates();
  }
}
