package dev.trafficcontrol.app;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.run.RunRecord;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.Workplace;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Runs whose work waits for a person's yes or no. Pure.
final class Reviews {

  private Reviews() {}

  /// What there is to tell; it has the same name each time, so that it is told once.
  ///
  /// @param recent the newest first
  static List<Alert> of(
      List<RunRecord> recent, Function<String, Optional<Task>> tasks, Instant now) {
    Set<String> seen = new HashSet<>();
    List<Alert> alerts = new ArrayList<>();
    for (RunRecord run : recent) {
      boolean isLast = seen.add(run.claim().task());
      if (isLast && run.state() == RunState.ENDED) {
        tasks
            .apply(run.claim().task())
            .filter(task -> task.state() == TaskState.REVIEW)
            .ifPresent(task -> alerts.add(alert(task, run, now)));
      }
    }
    return alerts;
  }

  private static Alert alert(Task task, RunRecord run, Instant now) {
    String id = task.id();
    String branch =
        run.place().flatMap(Workplace::branch).map(place -> ", on " + place.name()).orElse("");
    return new Alert(
        "review-waiting",
        Alert.Severity.INFO,
        id + " " + run.claim().run(),
        "task %s of %s waits for review: %s (run %s%s)"
            .formatted(id, task.project(), task.text().title(), run.claim().run(), branch),
        now,
        new AlertFacts(
            null,
            null,
            "",
            "",
            "its work stays on its branch, and what depends on it waits",
            List.of(
                "trafficctl review show " + id + " --diff",
                "trafficctl review accept " + id,
                "trafficctl review reject " + id),
            List.of(
                new Answer.Accept(id, run.claim().run()),
                new Answer.Reject(id, run.claim().run()))));
  }
}
