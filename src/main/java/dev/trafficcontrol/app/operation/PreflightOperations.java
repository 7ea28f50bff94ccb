package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.operation.PreflightSurvey.Seen;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Check;
import dev.trafficcontrol.preflight.PreflightReport;
import dev.trafficcontrol.preflight.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `preflight`
public final class PreflightOperations {

  private final PreflightSurvey survey;

  private final InstantSource clock;

  public PreflightOperations(PreflightSurvey survey, InstantSource clock) {
    this.survey = survey;
    this.clock = clock;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("preflight", this::preflight, "yes", "confirm-up-to", "confirm-tasks"));
  }

  private Facts preflight(Arguments arguments) {
    Consent consent = Consent.read(arguments);
    Seen seen = survey.look();
    return facts(seen, StartDecision.objection(seen, consent, clock.instant()));
  }

  /// @param objection why a start with the same consent would be refused
  static Facts facts(Seen seen, Optional<Fault> objection) {
    PreflightReport report = seen.report();
    PreflightReport.Summary summary = report.summary();
    return Facts.of(
        "passed", report.passed(),
        "environment", seen.environment(),
        "checks", report.checks().stream().map(PreflightOperations::check).toList(),
        "summary",
            Facts.of(
                "queuedTaskCount", summary.queuedTaskCount(),
                "estimatedCost", summary.estimatedCost().toUsd(),
                "forecast50", seen.forecast().half().toUsd(),
                "forecast90", seen.forecast().ninety().toUsd(),
                "amount", summary.amount().toUsd(),
                "testDataDetected", summary.testDataDetected(),
                "testTaskCount", testTasks(seen),
                "budgetAvailable",
                    Optional.ofNullable(summary.budgetAvailable()).map(Money::toUsd)),
        "verdict", verdict(report.verdict()),
        "why", why(report.verdict()),
        "objection",
            objection.map(
                fault -> Facts.of("what", fault.what(), "why", fault.why(), "fix", fault.fix())),
        "plan", seen.plan(),
        "tasks", tasks(seen));
  }

  private static long testTasks(Seen seen) {
    return seen.work().stream()
        .filter(work ->
            switch (work.task().provenance().origin()) {
              case TEST, DEMO -> true;
              case PERSON, IMPORT, SOURCE -> false;
            })
        .count();
  }

  private static Facts check(Check check) {
    return Facts.of(
        "name", check.name(),
        "passed", check.passed(),
        "message", check.message(),
        "severity", check.weight().severity(),
        "fix", check.fix());
  }

  private static List<Facts> tasks(Seen seen) {
    List<Facts> tasks = new ArrayList<>();
    for (int i = 0; i < seen.work().size(); i++) {
      WaitingWork work = seen.work().get(i);
      TaskForecast forecast = seen.forecast().tasks().tasks().get(i);
      tasks.add(
          Facts.of(
              "id", work.task().id(),
              "title", work.task().text().title(),
              "project", work.project().id(),
              "agent", work.agent().agent(),
              "model", work.agent().model(),
              "expected", forecast.half().toUsd(),
              "forecast90", forecast.ninety().toUsd(),
              "dear_end", forecast.dearEnd().toUsd()));
    }
    return tasks;
  }

  private static String verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Clear _ -> "clear";
      case Verdict.NeedsConfirmation _ -> "confirm";
      case Verdict.NeedsNumbers _ -> "numbers";
      case Verdict.Refused _ -> "refuse";
    };
  }

  private static List<String> why(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Clear _ -> List.of();
      case Verdict.NeedsConfirmation confirm -> confirm.why();
      case Verdict.NeedsNumbers numbers -> numbers.why();
      case Verdict.Refused refused -> refused.why();
    };
  }
}
