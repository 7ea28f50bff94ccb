package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tasks at work that cost far more than was expected of them. Pure.
public final class Surprises {

  private static final int TIMES = 2;

  private Surprises() {}

  /// What there is to tell; it has the same name each time, so that it is told once.
  ///
  /// @param expected of each task at work: what half of such tasks cost no more than
  public static List<Alert> of(
      Map<String, Money> expected, Map<Scope, Money> spentByScope, Instant now) {
    List<Alert> alerts = new ArrayList<>();
    expected.forEach((task, half) -> {
      Money spent = spentByScope.getOrDefault(Scope.of(ScopeKind.TASK, task), Money.ZERO);
      if (!half.isZero() && spent.isMoreThan(half.times(TIMES))) {
        alerts.add(alert(task, half, spent, now));
      }
    });
    return alerts;
  }

  private static Alert alert(String task, Money half, Money spent, Instant now) {
    return new Alert(
        "task-dear",
        Alert.Severity.WARNING,
        task + " above " + half,
        "task %s has cost %s so far, more than twice the %s that half of such tasks cost at most"
            .formatted(task, spent, half),
        now,
        new AlertFacts(
            null,
            null,
            "",
            "",
            "it goes on, and its budget can't be exceeded",
            List.of("trafficctl task show " + task, "trafficctl task cancel " + task),
            List.of(new Answer.Pause(), new Answer.Kill())));
  }
}
