package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.cli.Facts;
import java.util.List;
import java.util.Locale;

/// `alerts …`
public final class AlertOperations {

  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 1_000;

  private final AlertLog alerts;

  public AlertOperations(AlertLog alerts) {
    this.alerts = alerts;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("alerts list", this::list, "limit"));
  }

  private Facts list(Arguments arguments) {
    int limit = arguments.number("limit", USUAL_PAGE, 1, LARGEST_PAGE);
    return Facts.list(
        "alerts",
        alerts.latest(limit).stream()
            .map(alert ->
                Facts.of(
                    "at", alert.at(),
                    "severity", alert.severity().name().toLowerCase(Locale.ROOT),
                    "kind", alert.kind(),
                    "text", alert.message()))
            .toList());
  }
}
