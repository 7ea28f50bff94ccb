package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SelfTest;
import java.time.Instant;
import java.util.Optional;

/// A budget whose spent money has reached a threshold, as it stood at one instant.
record Crossing(BudgetView budget, Threshold threshold, Instant at) {

  static final String KIND = "budget-threshold";

  /// Where there is one that people want to hear of.
  static Optional<Crossing> of(BudgetView budget, Instant at) {
    return budget.limit() instanceof Limit.Capped(var limit) && isOfInterest(budget.id().scope())
        ? Threshold.reached(budget.spent(), limit)
            .map(threshold -> new Crossing(budget, threshold, at))
        : Optional.empty();
  }

  /// A task or a run that uses its money up says so itself; a fleet of them would drown the rest.
  private static boolean isOfInterest(Scope scope) {
    return switch (scope.kind()) {
      case TASK, RUN -> false;
      case GLOBAL, PROJECT, MODEL, KEY, CONFIRMATION, PROBATION -> !scope.equals(SelfTest.SCOPE);
    };
  }

  /// Since when what was told counts as told: what lies before has left the window.
  Instant countsFrom() {
    return budget.id().window().span(at).from();
  }

  /// How the names of the news about one of the budget's thresholds begin. The limit is part of it:
  /// nine tenths of a raised limit are news though nine tenths of the one of before were told.
  String about(Threshold one) {
    return "%s %d%% of %s since ".formatted(budget.id(), one.percent(), budget.limit());
  }

  Alert alert() {
    return new Alert(
        KIND,
        threshold.severity(),
        about(threshold) + countsFrom(),
        message(),
        at,
        Situation.crossed(budget, threshold));
  }

  private String message() {
    String advice =
        threshold == Threshold.ALL
            ? ". Nothing more is granted on it until time frees some or its owner raises it:"
                + " trafficctl budget list says when"
            : "";
    return "%s has spent %d%% of its limit: %s of %s, %s held%s"
        .formatted(
            budget.id(),
            threshold.percent(),
            budget.spent(),
            "$" + budget.limit(),
            budget.held(),
            advice);
  }
}
