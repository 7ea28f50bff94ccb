package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.EnvironmentCheck;
import dev.trafficcontrol.app.readiness.MoneyAtHand;
import dev.trafficcontrol.app.readiness.Readiness;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.preflight.Check;
import dev.trafficcontrol.preflight.Preflight;
import dev.trafficcontrol.preflight.PreflightFacts;
import dev.trafficcontrol.preflight.PreflightReport;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.TaskSet;
import dev.trafficcontrol.task.Task;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at everything a pre-flight judges.
public final class PreflightSurvey {

  private static final int MOST_LOOKS = 5;

  private final WorkStores stores;
  private final Ledger ledger;
  private final Readiness readiness;
  private final EnvironmentCheck environment;
  private final Foresight foresight;
  private final InstantSource clock;

  public PreflightSurvey(
      WorkStores stores,
      Ledger ledger,
      Readiness readiness,
      EnvironmentCheck environment,
      Foresight foresight,
      InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.readiness = readiness;
    this.environment = environment;
    this.foresight = foresight;
    this.clock = clock;
  }

  /// What was seen.
  ///
  /// @param set which tasks: a start confirms these, or is refused
  record Seen(
      String environment,
      TaskSet set,
      List<WaitingWork> work,
      QueueForecast forecast,
      PreflightReport report,
      Instant at) {

    /// What somebody who says yes to this says yes to.
    Plan plan() {
      return new Plan(set, report.summary().amount(), at);
    }
  }

  Seen look() {
    Instant now = clock.instant();
    for (int i = 0; i < MOST_LOOKS; i++) {
      TaskSet before = stores.admissions().taskSet();
      List<WaitingWork> work = new WaitingList(stores).of(Optional.empty());
      if (before.equals(stores.admissions().taskSet()) && before.tasks() == work.size()) {
        return judge(before, work, now);
      }
    }
    throw new CommandFailed(
        Fault.failed(
            "The queue could not be looked at",
            "It changed " + MOST_LOOKS + " times meanwhile.",
            "Try again once no tasks are being added."));
  }

  /// Keeps what was forecast, to be held against what it comes to.
  void keep(Seen seen, String confirmation) {
    foresight.keep(confirmation, seen.work(), seen.forecast().tasks(), seen.at());
  }

  private Seen judge(TaskSet set, List<WaitingWork> work, Instant now) {
    MoneyAtHand money = MoneyAtHand.now(ledger);
    QueueForecast forecast = foresight.of(work, money, now);
    PreflightFacts facts =
        new PreflightFacts(
            environment.configured(),
            work.stream().map(PreflightSurvey::toCheck).toList(),
            forecast,
            new PreflightFacts.Purse(money.dailyLeft(), ledger.kill().isPresent()),
            ledger.breaker(),
            Stream.of(
                    List.of(environment.problem(), admission()),
                    readiness.of(work),
                    readiness.budgets(work, money, forecast.judged()),
                    BreakerProblems.ofParts(ledger))
                .flatMap(List::stream)
                .toList());
    return new Seen(environment.configured(), set, work, forecast, Preflight.check(facts), now);
  }

  /// A start does not end a pause: somebody meant it.
  private PreflightFacts.Problem admission() {
    AdmissionStanding.Pause pause = stores.admissions().standing().pause();
    return pause == null
        ? new PreflightFacts.Problem("Admission", Check.Weight.OK, "not paused", "")
        : new PreflightFacts.Problem(
            "Admission",
            Check.Weight.WARNING,
            "paused by " + pause.by() + ": " + pause.reason() + "; nothing runs until it ends",
            "trafficctl resume");
  }

  private static PreflightFacts.WaitingTask toCheck(WaitingWork work) {
    Task task = work.task();
    return new PreflightFacts.WaitingTask(
        task.id(), task.text().title(), task.provenance().origin().label());
  }
}
