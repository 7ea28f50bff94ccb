package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The provider, which keeps its own bill, and the judge: what nodes write and answer is held
/// against what it knows apart from them.
final class ClusterReferee {

  private final List<String> story = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final Map<HoldId, Money> bill = new LinkedHashMap<>();
  private final Set<HoldId> lost = new HashSet<>();
  private final Set<String> forgotten = new HashSet<>();
  private final Map<String, Integer> promised = new HashMap<>();
  private final Set<String> mustAsk = new HashSet<>();
  private ClusterReading reading = new ClusterReading(this::broken);
  private int depth;

  void say(String line) {
    story.add("  ".repeat(depth) + line);
  }

  /// What is said meanwhile stands further in.
  void meanwhile(Runnable others) {
    depth++;
    others.run();
    depth--;
  }

  /// Told in the very moment of the answer. A mistake of the simulation itself is not swallowed.
  <R> void whenAnswered(CompletableFuture<R> reply, Consumer<R> answered, Runnable failed) {
    var _ =
        reply.handle((value, failure) -> {
          try {
            if (failure == null) {
              answered.accept(value);
            } else {
              failed.run();
            }
          } catch (RuntimeException mistake) {
            broken("the simulation made a mistake: " + mistake);
          }
          return true;
        });
  }

  void broken(String promise) {
    say("!! " + promise);
    broken.add(promise);
  }

  void assertNothingBroken() {
    if (!broken.isEmpty()) {
      throw new AssertionError(broken.getFirst() + "\n" + String.join("\n", story));
    }
  }

  ClusterReading reading() {
    return reading;
  }

  void committed(ClusterBook who, Batch batch) {
    say(
        "%s writes batch %d: %s"
            .formatted(
                who.node(),
                batch.number(),
                String.join(", ", batch.entries().stream().map(Batch.Entry::kind).toList())));
    if (who.isDoomed()) {
      broken(who.node() + " writes on although the book forgot what it has seen");
    }
    reading.read(who.node(), batch);
  }

  /// A standby took over: whoever saw what it forgot has to stop, and to ask when it is started.
  void failedOver(ClusterStore store, List<ClusterStore.Written> lostBatches) {
    for (ClusterStore.Written written : lostBatches) {
      for (Batch.Entry entry : written.batch().entries()) {
        forget(entry.event());
      }
    }
    reading = new ClusterReading(this::broken);
    store.book().forEach(written -> reading.read(written.by(), written.batch()));
    promised.forEach((node, batch) -> {
      if (batch > store.book().size()) {
        mustAsk.add(node);
      }
    });
  }

  private void forget(LedgerEvent event) {
    switch (event) {
      case LedgerEvent.Held held -> lost.add(held.id());
      case LedgerEvent.Settled settled -> forgotten.add("" + settled.id());
      case LedgerEvent.Voided voided -> forgotten.add("" + voided.id());
      case LedgerEvent.Expired expired -> forgotten.add("" + expired.id());
      case LedgerEvent.BudgetSet set -> forgotten.add(set.reason());
      case LedgerEvent.Killed killed -> forgotten.add(killed.reason());
      default -> {}
    }
  }

  /// @param accepted whether a person said that the book is to be believed
  void opened(String node, boolean accepted) {
    if (accepted) {
      mustAsk.remove(node);
      promised.remove(node);
    } else if (mustAsk.contains(node)) {
      broken(node + " began to work by itself on a book that forgot what it had answered");
    }
  }

  boolean isLost(HoldId id) {
    return lost.contains(id);
  }

  /// The provider gets a call. It is sent on nothing but such an answer, and once.
  void sent(ClusterNode node, HoldId id, Money cost) {
    ClusterReading.Call call = reading.find(id);
    if (call == null && lost.contains(id)) {
      bill.put(id, cost); // durable when the store said so, and forgotten before the caller knew
      return;
    }
    if (call == null) {
      broken("hold " + id + " was answered before it was in the book");
    } else if (!node.name().equals(call.held.node())) {
      broken("hold " + id + " of " + call.held.node() + " was answered by " + node.name());
    }
    if (node.book() != null && node.book().isDoomed()) {
      broken(node.name() + " grants although the book forgot what it has seen");
    }
    if (bill.put(id, cost) != null && !lost.contains(id)) {
      broken("hold " + id + " authorized two calls");
    }
    if (call != null) {
      promised.merge(node.name(), call.batch, Math::max);
    }
  }

  void ended(ClusterNode node, HoldId id) {
    ClusterReading.Call call = reading.find(id);
    if (call != null && call.isOpen && !forgotten.contains("" + id)) {
      broken(node.name() + " says that hold " + id + " has ended, and it is open");
    }
  }

  /// What was acknowledged is in the book, unless a standby forgot it while the answer was on its
  /// way.
  void acknowledged(ClusterNode node, String reason) {
    if (!reading.says(reason) && !forgotten.contains(reason)) {
      broken(node.name() + " acknowledged what is not in the book: " + reason);
    }
  }

  void givenUp(ClusterNode node, HoldId id) {
    if (!node.hasStopped()) {
      broken(node.name() + " gave up a cost, of hold " + id);
    }
  }

  /// Every call that was sent is worth at least its cost in the book, at every instant.
  void compareWithBill() {
    bill.forEach((id, cost) -> {
      ClusterReading.Call call = reading.find(id);
      if (!lost.contains(id) && (call == null || cost.isMoreThan(call.worth))) {
        broken(
            "the call of hold %s cost %s, the book says %s"
                .formatted(id, cost, call == null ? "nothing" : call.worth));
      }
    });
  }

  /// What the call really cost; nothing where it was never sent.
  Money cost(HoldId id) {
    return bill.getOrDefault(id, Money.ZERO);
  }

  /// No key's calls cost more than its budget ever allowed.
  void compareBillWithLimits() {
    Map<BudgetId, Money> byKey = new HashMap<>();
    for (ClusterReading.Call call : reading.calls()) {
      BudgetId budget =
          new BudgetId(Scope.of(ScopeKind.KEY, call.held.scope().key()), Window.TOTAL);
      byKey.merge(budget, cost(call.held.id()), Money::plus);
    }
    byKey.forEach((budget, cost) -> {
      if (cost.isMoreThan(reading.highest(budget))) {
        broken("the provider's bill for " + budget + " is " + cost);
      }
    });
  }
}
