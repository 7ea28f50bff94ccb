package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.project.AgentChoice;
import dev.trafficcontrol.project.Project;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.scheduler.Deferral;
import dev.trafficcontrol.scheduler.Tick;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tasks of one start, as they stand.
final class StartedWork {

  private final WorkStores stores;
  private final Ledger ledger;
  private final Scheduling scheduling;
  private final String confirmation;
  private final List<String> tasks;

  StartedWork(
      WorkStores stores,
      Ledger ledger,
      Scheduling scheduling,
      String confirmation,
      List<String> tasks) {
    this.stores = stores;
    this.ledger = ledger;
    this.scheduling = scheduling;
    this.confirmation = confirmation;
    this.tasks = List.copyOf(tasks);
  }

  String confirmation() {
    return confirmation;
  }

  /// Those that are there still: a clean-up may have removed some.
  List<Task> tasks() {
    return tasks.stream().flatMap(id -> stores.tasks().find(id).stream()).toList();
  }

  AgentChoice agent(Task task) {
    return task.wishes().agent().over(project(task).agent());
  }

  /// Whether its tasks wait for another word of the owner.
  boolean isHeldBack(Task task) {
    return project(task).isPaused() || !confirmation.equals(task.progress().confirmation());
  }

  private Project project(Task task) {
    return stores.projects().find(new ProjectName(task.project())).orElseThrow();
  }

  boolean hasUnfinishedDependency(Task task) {
    return task.wishes().after().stream()
        .anyMatch(id ->
            stores.tasks().find(id).filter(other -> other.state() == TaskState.COMPLETE).isEmpty());
  }

  /// Everything that was charged to this start.
  Money spent() {
    return spent(Scope.of(ScopeKind.CONFIRMATION, confirmation));
  }

  Money spent(Task task) {
    return spent(Scope.of(ScopeKind.TASK, task.id()));
  }

  private Money spent(Scope scope) {
    return ledger.spentByScope().getOrDefault(scope, Money.ZERO);
  }

  Ledger ledger() {
    return ledger;
  }

  void rest(Duration atMost) throws InterruptedException {
    scheduling.rest(atMost);
  }

  boolean isEnding() {
    return scheduling.isEnding();
  }

  /// What the scheduler last said, if it looked after `since`: why each task it didn't start waits,
  /// by task; empty where it has not looked yet, or started something.
  Optional<Map<String, Deferral>> quietTick(Instant since) {
    return scheduling
        .lastTick()
        .filter(tick -> tick.at().isAfter(since))
        .filter(tick -> tick.started().isEmpty() && tick.lost().isEmpty())
        .map(StartedWork::byTask);
  }

  private static Map<String, Deferral> byTask(Tick tick) {
    Map<String, Deferral> deferrals = new HashMap<>();
    tick.plan().deferrals().forEach(deferral -> deferrals.put(deferral.task(), deferral));
    return deferrals;
  }
}
