package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.MoneyAtHand;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.forecast.Calibration;
import dev.trafficcontrol.forecast.Judged;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.forecast.QueueForecast.Crossing;
import dev.trafficcontrol.forecast.Share;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.project.ProjectName;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `forecast`
public final class ForecastOperations {

  private static final double HALF = 0.5;

  private final WorkStores stores;
  private final Ledger ledger;
  private final Foresight foresight;
  private final InstantSource clock;

  public ForecastOperations(
      WorkStores stores, Ledger ledger, Foresight foresight, InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.foresight = foresight;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("forecast", this::forecast, "project", "max-agents"),
        Verb.open("forecast calibration", this::calibration, "project"));
  }

  private Facts forecast(Arguments arguments) {
    Optional<ProjectName> project = new ProjectChoice(stores.projects()).given(arguments);
    int agents = arguments.number("max-agents", foresight.agents(), 1, CapacityLimits.MOST_AGENTS);
    Instant now = clock.instant();
    List<WaitingWork> work = new WaitingList(stores).of(project);
    QueueForecast queue = foresight.of(work, MoneyAtHand.now(ledger), now, agents);
    return Facts.of(
        "at", now,
        "agents", agents,
        "tasks", tasks(work, queue),
        "queue",
            Facts.of(
                "tasks", work.size(),
                "p50", queue.half().toUsd(),
                "p90", queue.ninety().toUsd(),
                "worst", queue.dearEnd().toUsd(),
                "seconds", queue.lasts().toSeconds()),
        "budgets", queue.budgets().stream().map(ForecastOperations::budget).toList());
  }

  private static List<Facts> tasks(List<WaitingWork> work, QueueForecast queue) {
    List<Facts> tasks = new ArrayList<>();
    for (int i = 0; i < work.size(); i++) {
      TaskForecast forecast = queue.tasks().tasks().get(i);
      tasks.add(
          Facts.of(
              "id", forecast.task(),
              "title", work.get(i).task().text().title(),
              "project", forecast.kind().project(),
              "model", forecast.model(),
              "size", forecast.kind().size().label(),
              "p50", forecast.half().toUsd(),
              "p90", forecast.ninety().toUsd(),
              "worst", forecast.dearEnd().toUsd(),
              "seconds", forecast.duration().quantile(HALF).toSeconds(),
              "basis",
                  Facts.of(
                      "like_tasks", forecast.basis().tasks(),
                      "alike", alike(forecast),
                      "text", forecast.basis())));
    }
    return tasks;
  }

  private static String alike(TaskForecast forecast) {
    return forecast.basis().likeness().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Facts budget(Crossing crossing) {
    return BudgetOperations.facts(crossing.budget())
        .with("chance_permille", crossing.permille())
        .with("about", crossing.about());
  }

  private Facts calibration(Arguments arguments) {
    Optional<ProjectName> project = new ProjectChoice(stores.projects()).given(arguments);
    List<Judged> judged =
        foresight.kept().judged(clock.instant()).stream()
            .filter(
                task -> project.isEmpty() || project.get().toString().equals(task.kind().project()))
            .toList();
    Calibration calibration = Calibration.of(judged);
    return Facts.of(
        "unjudged", calibration.unjudged(),
        "calibration", calibration.rows().stream().map(ForecastOperations::row).toList());
  }

  private static Facts row(Calibration.Row row) {
    return Facts.of(
        "by", row.by(),
        "name", row.name().isEmpty() ? null : row.name(),
        "latest", row.latest(),
        "tasks", row.ninety().of(),
        "p50", share(row.half(), 50),
        "p90", share(row.ninety(), 90));
  }

  private static Facts share(Share share, int said) {
    return Facts.of(
        "held", share.held(),
        "percent", share.percent(),
        "low", share.low(),
        "high", share.high(),
        "agrees", share.agreesWith(said));
  }
}
