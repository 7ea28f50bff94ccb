package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.operation.PreflightSurvey.Seen;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.queue.Claim;
import dev.trafficcontrol.run.Agent;
import dev.trafficcontrol.scheduler.Plan;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a dry run found, task by task.
///
/// @param starts those that would start at once, in the order in which they would
/// @param waits the others, each with why
record DryRunStory(List<Facts> starts, List<Facts> waits) {

  /// Stands for the name that a run gives its agent's session.
  private static final String SESSION = "SESSION";

  static DryRunStory refused(Seen seen, String why) {
    List<Facts> waits = new ArrayList<>();
    known(seen).values().forEach(known -> waits.add(known.facts().with("why", why)));
    return new DryRunStory(List.of(), waits);
  }

  static DryRunStory of(
      Seen seen,
      Plan plan,
      List<Claim> claims,
      Map<String, Agent> agents,
      Tasks tasks,
      Instant now) {
    Map<String, Known> left = known(seen);
    List<Facts> starts = new ArrayList<>();
    for (Claim claim : claims) {
      Known known = taken(left, claim.task());
      starts.add(
          known.facts().with("attempt", claim.attempt()).with("command", command(claim, agents)));
    }
    List<Facts> waits = new ArrayList<>();
    plan.deferrals()
        .forEach(deferral ->
            waits.add(taken(left, deferral.task()).facts().with("why", deferral.reason().text())));
    left.values()
        .forEach(known -> waits.add(known.facts().with("why", why(known.work(), tasks, now))));
    return new DryRunStory(starts, waits);
  }

  /// Scheduler and queue speak only of tasks that the survey saw.
  private static Known taken(Map<String, Known> left, String task) {
    return Objects.requireNonNull(left.remove(task));
  }

  private static List<String> command(Claim claim, Map<String, Agent> agents) {
    return Optional.ofNullable(agents.get(claim.agent().agent()))
        .map(agent -> agent.arguments(claim.agent().model(), SESSION))
        .orElse(List.of());
  }

  /// Why the scheduler did not even look at it.
  private static String why(WaitingWork work, Tasks tasks, Instant now) {
    if (work.project().isPaused()) {
      return "its project is paused: trafficctl project resume " + work.project().id();
    }
    List<String> unfinished =
        work.task().wishes().after().stream()
            .filter(
                id -> tasks.find(id).map(Task::state).filter(TaskState.COMPLETE::equals).isEmpty())
            .toList();
    if (!unfinished.isEmpty()) {
      return "it waits for " + String.join(", ", unfinished) + " to be complete";
    }
    Instant ready = work.task().progress().readyAt();
    return ready != null && ready.isAfter(now)
        ? "not before " + ready
        : "others of its project and class are before it";
  }

  private record Known(WaitingWork work, TaskForecast forecast) {

    Facts facts() {
      return Facts.of(
          "id", work.task().id(),
          "title", work.task().text().title(),
          "project", work.project().id(),
          "origin", work.task().provenance().origin().label(),
          "agent", work.agent().agent(),
          "model", work.agent().model(),
          "class", ModelClass.of(work.agent().model()),
          "expected", forecast.half().toUsd(),
          "dear_end", forecast.dearEnd().toUsd());
    }
  }

  private static Map<String, Known> known(Seen seen) {
    Map<String, Known> known = new LinkedHashMap<>();
    for (int i = 0; i < seen.work().size(); i++) {
      WaitingWork work = seen.work().get(i);
      known.put(work.task().id(), new Known(work, seen.forecast().tasks().tasks().get(i)));
    }
    return known;
  }
}
