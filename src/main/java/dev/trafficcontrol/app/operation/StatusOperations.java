package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.BudgetReport;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ReportBudgets;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.monitor.Rates;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `status`
public final class StatusOperations {

  private static final int RECENT = 200;

  private final Place place;
  private final DaemonPower daemon;
  private final Ledger ledger;
  private final Tasks tasks;
  private final RunStore runs;
  private final Admissions admissions;

  /// Which home this is.
  public record Place(String home, String environment) {}

  public StatusOperations(
      Place place,
      DaemonPower daemon,
      Ledger ledger,
      Tasks tasks,
      RunStore runs,
      Admissions admissions) {
    this.place = place;
    this.daemon = daemon;
    this.ledger = ledger;
    this.tasks = tasks;
    this.runs = runs;
    this.admissions = admissions;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("status", this::status));
  }

  private Facts status(Arguments arguments) {
    List<Rates> rates = daemon.rates();
    return Facts.of(
        "home", place.home(),
        "environment", place.environment(),
        "daemon",
            Facts.of(
                "running",
                daemon.isRunning(),
                "gateway",
                daemon.isRunning() ? daemon.gateway() : null,
                "gateway_tls",
                daemon.tlsGateway(),
                "scheduler",
                daemon.isScheduling() ? "on" : "off"),
        "breaker", BreakerOperations.all(ledger),
        "burn_per_minute", daemon.burn().toUsd(),
        "rates", rates.stream().map(StatusOperations::facts).toList(),
        "spent", ledger.totalSpent().toUsd(),
        "tasks", counts(),
        "budgets",
            ledger.ask(new ReportBudgets()).stream()
                .filter(report -> isOfInterest(report.budget()))
                .map(report -> withLasting(report, rates))
                .toList(),
        "runs",
            runs.recent(RECENT).stream()
                .filter(run -> run.state() != RunState.ENDED)
                .map(run -> RunOperations.facts(run, ledger))
                .toList(),
        "waits", waits(),
        "warnings", warnings());
  }

  private static Facts facts(Rates rates) {
    return Facts.of(
        "scope", rates.scope(),
        "usd_per_minute_1", rates.money().one().toUsd(),
        "usd_per_minute_5", rates.money().five().toUsd(),
        "usd_per_minute_15", rates.money().fifteen().toUsd(),
        "tokens_per_minute_1", rates.tokens().one(),
        "tokens_per_minute_5", rates.tokens().five(),
        "tokens_per_minute_15", rates.tokens().fifteen());
  }

  private static Facts withLasting(BudgetReport report, List<Rates> all) {
    Facts budget = BudgetOperations.facts(report);
    return all.stream()
        .filter(rates -> rates.scope().equals(report.budget().id().scope()))
        .findFirst()
        .flatMap(rates -> rates.lasts(report.budget()))
        .map(lasts -> budget.with("lasts_seconds", lasts.toSeconds()))
        .orElse(budget);
  }

  /// Those of single tasks and runs, and of starts that are over, are in `budget list`.
  private boolean isOfInterest(BudgetView budget) {
    Scope scope = budget.id().scope();
    return switch (scope.kind()) {
      case GLOBAL, PROJECT, MODEL, KEY, PROBATION -> !scope.equals(SelfTest.SCOPE);
      case CONFIRMATION -> scope.subject().equals(admissions.standing().confirmation());
      case TASK, RUN -> scope.subject().equals(Scope.EACH);
    };
  }

  private Facts counts() {
    Map<TaskState, Long> counts = tasks.counts();
    List<@Nullable Object> namesAndCounts = new ArrayList<>();
    for (TaskState state : TaskState.values()) {
      long count = counts.getOrDefault(state, 0L);
      if (count > 0) {
        namesAndCounts.add(state.label());
        namesAndCounts.add(count);
      }
    }
    return Facts.of(namesAndCounts.toArray());
  }

  /// Why what waits does not run, as the scheduler last said.
  private String waits() {
    return daemon.scheduling().lastTick().map(tick -> tick.plan().whyOthersWait()).orElse("");
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    AdmissionStanding.Pause pause = admissions.standing().pause();
    if (pause != null) {
      warnings.add("paused by " + pause.by() + " since " + pause.since() + ": " + pause.reason());
    }
    ledger
        .kill()
        .ifPresent(kill ->
            warnings.add(
                "everything was killed by "
                    + kill.by()
                    + " at "
                    + kill.since()
                    + " ("
                    + kill.reason()
                    + "); trafficctl resume"));
    return warnings;
  }
}
