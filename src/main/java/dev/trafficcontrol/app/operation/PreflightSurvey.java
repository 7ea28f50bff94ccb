package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.EnvironmentCheck;
import dev.trafficcontrol.app.readiness.MoneyAtHand;
import dev.trafficcontrol.app.readiness.Readiness;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.cli.CommandFailed;
import dev.trafficcontrol.cli.Fault;
import dev.trafficcontrol.forecast.Bounds;
import dev.trafficcontrol.forecast.Experience;
import dev.trafficcontrol.forecast.Forecast;
import dev.trafficcontrol.forecast.ForecastTask;
import dev.trafficcontrol.forecast.Kind;
import dev.trafficcontrol.forecast.Size;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.preflight.Check;
import dev.trafficcontrol.preflight.Preflight;
import dev.trafficcontrol.preflight.PreflightFacts;
import dev.trafficcontrol.preflight.PreflightReport;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.queue.AdmissionStanding;
import dev.trafficcontrol.queue.TaskSet;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at everything a pre-flight judges.
public final class PreflightSurvey {

  private static final int PAGE = 500;
  private static final int MOST_LOOKS = 5;

  private final WorkStores stores;
  private final Ledger ledger;
  private final Readiness readiness;
  private final EnvironmentCheck environment;
  private final InstantSource clock;

  public PreflightSurvey(
      WorkStores stores,
      Ledger ledger,
      Readiness readiness,
      EnvironmentCheck environment,
      InstantSource clock) {
    this.stores = stores;
    this.ledger = ledger;
    this.readiness = readiness;
    this.environment = environment;
    this.clock = clock;
  }

  /// What was seen.
  ///
  /// @param set which tasks: a start confirms these, or is refused
  record Seen(
      String environment,
      TaskSet set,
      List<WaitingWork> work,
      Forecast forecast,
      PreflightReport report,
      Instant at) {

    /// What somebody who says yes to this says yes to.
    Plan plan() {
      return new Plan(set, forecast.dearEnd(), at);
    }
  }

  Seen look() {
    Instant now = clock.instant();
    for (int i = 0; i < MOST_LOOKS; i++) {
      TaskSet before = stores.admissions().taskSet();
      List<WaitingWork> work = waiting();
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

  private Seen judge(TaskSet set, List<WaitingWork> work, Instant now) {
    MoneyAtHand money = MoneyAtHand.now(ledger);
    Forecast forecast =
        Forecast.of(
            work.stream().map(PreflightSurvey::toForecast).toList(),
            new Experience(List.of()),
            new Bounds(money.perRun(), money.perTask(), java.time.Duration.ofHours(2)));
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
                    money.problems(work, forecast.dearEnd()))
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

  private static ForecastTask toForecast(WaitingWork work) {
    Task task = work.task();
    int left = task.wishes().maxAttempts() - task.progress().setbacks().failures();
    return new ForecastTask(
        task.id(),
        new Kind(work.project().id(), work.agent().model(), Size.of(task.text())),
        Math.max(1, left),
        task.wishes().estimate());
  }

  private static PreflightFacts.WaitingTask toCheck(WaitingWork work) {
    Task task = work.task();
    return new PreflightFacts.WaitingTask(
        task.id(), task.text().title(), task.provenance().origin().label());
  }

  /// Every approved task that waits, page by page.
  private List<WaitingWork> waiting() {
    Tasks.Filter queued = new Tasks.Filter(Optional.of(TaskState.QUEUED), Optional.empty());
    List<WaitingWork> all = new ArrayList<>();
    String last = "";
    List<Task> page;
    do {
      page = stores.tasks().list(queued, last, PAGE);
      for (Task task : page) {
        all.add(
            new WaitingWork(
                task, stores.projects().find(new ProjectName(task.project())).orElseThrow()));
        last = task.id();
      }
    } while (page.size() == PAGE);
    return all;
  }
}
