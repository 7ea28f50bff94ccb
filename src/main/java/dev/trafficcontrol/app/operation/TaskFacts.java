package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskProgress;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskWishes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// A task as it is told.
final class TaskFacts {

  private TaskFacts() {}

  static Facts of(Task task) {
    TaskWishes wishes = task.wishes();
    TaskProgress progress = task.progress();
    return Facts.of(
        "id", task.id(),
        "project", task.project(),
        "title", task.text().title(),
        "description", task.text().description(),
        "state", task.state().label(),
        "reason", progress.reason(),
        "agent", wishes.agent().agent(),
        "model", wishes.agent().model(),
        "priority", wishes.priority(),
        "not_before", wishes.notBefore(),
        "after", wishes.after(),
        "attempts", progress.attempts(),
        "max_attempts", wishes.maxAttempts(),
        "failures", progress.setbacks().failures(),
        "budget_stops", progress.setbacks().budgetStops(),
        "interruptions", progress.setbacks().interruptions(),
        "estimate", Optional.ofNullable(wishes.estimate()).map(Money::toUsd),
        "ready_at", progress.readyAt(),
        "confirmation", progress.confirmation(),
        "revision", progress.revision(),
        "origin", task.provenance().origin().label(),
        "by", task.provenance().by(),
        "at", task.provenance().at());
  }

  static TaskState state(String label) {
    return Arrays.stream(TaskState.values())
        .filter(state -> state.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + label
                    + "' is not a state; there are "
                    + Arrays.stream(TaskState.values())
                        .map(TaskState::label)
                        .collect(Collectors.joining(", "))
                    + "."));
  }
}
