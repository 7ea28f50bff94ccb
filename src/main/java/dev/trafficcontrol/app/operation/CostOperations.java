package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.ledger.Hold;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// `cost`
public final class CostOperations {

  private final Ledger ledger;

  public CostOperations(Ledger ledger) {
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("cost", this::cost));
  }

  private Facts cost(Arguments arguments) {
    Map<Scope, Money> spent = ledger.spentByScope();
    Money held = ledger.openHolds().stream().map(Hold::amount).reduce(Money.ZERO, Money::plus);
    return Facts.of(
        "total", ledger.totalSpent().toUsd(),
        "held", held.toUsd(),
        "projects", parts(spent, ScopeKind.PROJECT),
        "tasks", parts(spent, ScopeKind.TASK),
        "runs", parts(spent, ScopeKind.RUN),
        "models", parts(spent, ScopeKind.MODEL),
        "keys", parts(spent, ScopeKind.KEY).stream().map(this::labelled).toList());
  }

  /// The dearest first. What cost nothing is left out.
  private static List<Facts> parts(Map<Scope, Money> spent, ScopeKind kind) {
    return spent.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind && !entry.getValue().isZero())
        .sorted(
            Map.Entry.<Scope, Money>comparingByValue(Comparator.reverseOrder())
                .thenComparing(entry -> entry.getKey().subject()))
        .map(entry -> Facts.of("name", entry.getKey().subject(), "cost", entry.getValue().toUsd()))
        .toList();
  }

  /// With the name that its owner gave it; a run's key has the run's.
  private Facts labelled(Facts key) {
    return key.with("label", ledger.key(key.text("name")).map(Key::name));
  }

  static Money of(Ledger ledger, ScopeKind kind, String subject) {
    return ledger.spentByScope().getOrDefault(Scope.of(kind, subject), Money.ZERO);
  }
}
