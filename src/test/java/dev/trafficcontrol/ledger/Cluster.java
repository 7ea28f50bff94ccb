package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Nodes on one book in one thread: draws by seed what callers ask and what happens to machines,
/// network and store, and has every step judged by [ClusterReferee].
final class Cluster {

  private static final int STEPS = 110;
  private static final int DEEPEST = 2;
  private static final Duration PARTITION = Duration.ofSeconds(20);

  private final Random random;
  private final ClusterReferee referee = new ClusterReferee();
  private final ClusterStore store = new ClusterStore(referee);
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final ClusterCallers callers;
  private final Map<String, Duration> cutOff = new HashMap<>();
  private boolean isCalm;
  private int depth;

  private Cluster(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    for (String name : List.of("a", "b", "c").subList(0, 2 + random.nextInt(2))) {
      nodes.add(new ClusterNode(name, store, referee, this::at));
    }
    callers = new ClusterCallers(random, store, referee);
  }

  static void play(long seed) {
    Cluster cluster = new Cluster(seed);
    cluster.isCalm = true;
    cluster.nodes.forEach(node -> node.open(false));
    cluster.callers.begin(cluster.nodes.getFirst());
    cluster.isCalm = false;
    for (int step = 0; step < STEPS; step++) {
      cluster.step();
      cluster.referee.assertNothingBroken();
    }
    cluster.comeToRest();
    cluster.referee.assertNothingBroken();
  }

  private void step() {
    store.advance(Duration.ofMillis(random.nextInt(400)));
    int roll = random.nextInt(100);
    if (roll < 8) {
      disturb();
    } else if (roll < 12) {
      store.advance(Duration.ofSeconds(random.nextInt(240)));
    } else if (roll < 55) {
      ClusterNode node = free();
      if (node != null) {
        callers.ask(node);
      }
    } else {
      ClusterNode node = free();
      if (node != null) {
        node.round();
      }
    }
    referee.compareWithBill();
  }

  private @Nullable ClusterNode free() {
    List<ClusterNode> free = nodes.stream().filter(node -> node.works() && !node.isBusy()).toList();
    return free.isEmpty() ? null : free.get(random.nextInt(free.size()));
  }

  /// What happens to machines and store between two steps.
  private void disturb() {
    switch (random.nextInt(9)) {
      case 0 -> failOver();
      case 1 -> {
        store.setDown(!store.isDown());
        referee.say(store.isDown() ? "the store is down" : "the store is up");
      }
      case 2 -> setClock();
      case 3 -> {
        ClusterNode node = nodes.get(random.nextInt(nodes.size()));
        cutOff.put(node.name(), Duration.between(Instant.EPOCH, store.now()).plus(PARTITION));
        referee.say(node.name() + " is cut off from the store");
      }
      case 4 -> {
        ClusterNode node = free();
        if (node != null) {
          referee.say(node.name() + " is killed");
          node.die();
        }
      }
      default -> start();
    }
  }

  /// Starts what does not work. Where the book is older than a home knows, its owner may be asked.
  private void start() {
    for (ClusterNode node : nodes) {
      boolean isExplained = store.clockIsWrongBy().compareTo(ClockVerdict.TOLERANCE) <= 0;
      if (!node.works() && !node.isBusy() && isExplained) {
        node.die();
        node.open(random.nextInt(3) == 0);
        return;
      }
    }
  }

  private void failOver() {
    int lost = Math.min(random.nextInt(4), store.book().size() - 3);
    if (random.nextInt(2) == 0 && lost > 0) {
      referee.say("a standby takes over that lacks the last " + lost + " batches");
      referee.failedOver(store, store.failOver(lost));
    }
  }

  private void setClock() {
    List<Duration> steps =
        List.of(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(-7),
            Duration.ofSeconds(3),
            Duration.ofHours(-30),
            Duration.ofMinutes(61),
            Duration.ofDays(400));
    store.setClock(steps.get(random.nextInt(steps.size())));
    referee.say("the store's clock is wrong by " + store.clockIsWrongBy());
  }

  /// What happens to a node between two of its statements.
  private void at(ClusterBook who, ClusterBook.Spot spot) {
    if (isCalm) {
      return;
    }
    Duration until = cutOff.getOrDefault(who.node(), Duration.ZERO);
    if (until.compareTo(Duration.between(Instant.EPOCH, store.now())) > 0) {
      throw new LedgerUnavailable("no route to host");
    }
    int roll = random.nextInt(100);
    if (spot == ClusterBook.Spot.BEFORE_COMMIT && roll < 4) {
      referee.say(who.node() + "'s connection breaks, and its commit is done later");
      throw new ClusterBook.LateCommit();
    }
    if (roll < 5) {
      referee.say(who.node() + "'s connection breaks " + spot);
      throw new LedgerUnavailable("connection reset by peer, " + spot);
    }
    if (roll < 7) {
      referee.say(who.node() + " dies " + spot);
      throw new ClusterBook.Death();
    }
    if (roll < 15 && depth < DEEPEST) {
      pause(who, spot);
    }
  }

  private void pause(ClusterBook who, ClusterBook.Spot spot) {
    Duration length =
        random.nextBoolean()
            ? Duration.ofMillis(random.nextInt(3_000))
            : Duration.ofSeconds(random.nextInt(1_200));
    referee.say(who.node() + " stands still " + spot + " for " + length);
    referee.meanwhile(() -> {
      depth++;
      int steps = random.nextInt(8);
      for (int step = 0; step < steps; step++) {
        step();
      }
      store.advance(length);
      depth--;
    });
    if (random.nextInt(3) == 0) {
      throw new LedgerUnavailable("the connection broke meanwhile");
    }
  }

  /// Everything is well again: what is owed is written, what is in flight ends, what is unknown is
  /// found out. Then book and bill must be equal, and all nodes know the same.
  private void comeToRest() {
    isCalm = true;
    referee.say("all is well again");
    store.setDown(false);
    store.setClock(Duration.ZERO);
    nodes.forEach(this::rounds);
    for (ClusterNode node : nodes) {
      if (!node.works()) {
        node.die();
        node.open(true);
      }
    }
    referee.assertNothingBroken();
    nodes.forEach(callers::finishAll);
    nodes.forEach(this::rounds);
    store.advance(HoldRequest.LONGEST_PATIENCE);
    nodes.forEach(this::rounds);
    nodes.forEach(callers::finishAll);
    nodes.forEach(this::rounds);
    store.advance(HoldRequest.LONGEST_LIFETIME.plusSeconds(61));
    nodes.forEach(this::rounds);
    referee.compareWithBill();
    referee.compareBillWithLimits();
    reconcile(nodes.getFirst());
    nodes.forEach(this::rounds);
    ClusterRest.compare(store, referee, nodes);
  }

  /// A clock that was set right is a step forward for those who knew it behind: they are started
  /// anew.
  private void rounds(ClusterNode node) {
    for (int round = 0; round < 3; round++) {
      node.round();
    }
    if (node.works() && !node.answers()) {
      referee.say(node.name() + " is started anew, to believe the clock");
      node.die();
      node.open(false);
      node.round();
    }
  }

  private void reconcile(ClusterNode node) {
    for (ClusterReading.Call call : List.copyOf(callsToReconcile())) {
      Money cost = referee.cost(call.held.id());
      node.submit(
          new Ticket.ForCommand<>(
              new ReconcileHold(call.held.id(), cost, null, "owner", "the bill"), Ticket.Owed.NO));
    }
    node.round();
  }

  private List<ClusterReading.Call> callsToReconcile() {
    List<ClusterReading.Call> unknown = new ArrayList<>();
    referee
        .reading()
        .calls()
        .forEach(call -> {
          if (call.isExpired && !call.isMetered) {
            unknown.add(call);
          }
        });
    return unknown;
  }
}
