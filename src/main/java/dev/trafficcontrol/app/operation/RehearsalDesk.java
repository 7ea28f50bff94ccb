package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.app.readiness.FirstCall;
import dev.trafficcontrol.app.readiness.MoneyAtHand;
import dev.trafficcontrol.app.readiness.WaitingWork;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.ledger.CopyLedger;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.project.ProjectName;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.rehearsal.RehearsalScene;
import dev.trafficcontrol.rehearsal.RehearsedTask;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import dev.trafficcontrol.task.TaskWishes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lays out what a rehearsal takes: tasks, where money stands, and the limits.
public final class RehearsalDesk {

  private final WorkStores stores;
  private final Ledger ledger;
  private final Foresight foresight;
  private final Terms terms;

  /// What is configured.
  public record Terms(CapacityLimits capacity, TripLimits trips, PriceBook prices) {}

  /// @param titles by task
  /// @param leftOut tasks that would not start, whatever time brings, and why
  record Laid(
      RehearsalScene scene,
      List<RehearsedTask> tasks,
      Map<String, String> titles,
      Map<String, String> leftOut) {}

  public RehearsalDesk(WorkStores stores, Ledger ledger, Foresight foresight, Terms terms) {
    this.stores = stores;
    this.ledger = ledger;
    this.foresight = foresight;
    this.terms = terms;
  }

  int agents() {
    return terms.capacity().maxAgents();
  }

  Laid lay(Optional<ProjectName> project, int agents, Instant now) {
    WaitingList list = new WaitingList(stores);
    List<WaitingWork> work = new ArrayList<>();
    for (TaskState state : TaskState.values()) {
      if (state.isLive() || state == TaskState.QUEUED) {
        work.addAll(list.of(project, state));
      }
    }
    Map<String, String> leftOut = leftOut(work);
    work.removeIf(some -> leftOut.containsKey(some.task().id()));
    Map<String, String> titles = new HashMap<>();
    Map<String, Integer> weights = new HashMap<>();
    for (WaitingWork some : work) {
      titles.put(some.task().id(), some.task().text().title());
      weights.put(some.project().id(), some.project().weight());
    }
    return new Laid(
        new RehearsalScene(
            now,
            terms.capacity().withMaxAgents(agents),
            terms.trips(),
            weights,
            terms.prices()::charged,
            ledger.ask(new CopyLedger(scopes(work)))),
        tasks(work, now),
        titles,
        leftOut);
  }

  private List<RehearsedTask> tasks(List<WaitingWork> work, Instant now) {
    List<TaskForecast> forecasts = foresight.tasks(work, MoneyAtHand.now(ledger), now).tasks();
    List<RehearsedTask> tasks = new ArrayList<>();
    for (int i = 0; i < work.size(); i++) {
      tasks.add(task(work.get(i), forecasts.get(i)));
    }
    return tasks;
  }

  /// What is at work already goes first, from its beginning.
  private RehearsedTask task(WaitingWork work, TaskForecast forecast) {
    Task task = work.task();
    boolean isLive = task.state().isLive();
    Instant queuedAt =
        task.provenance().at().minusSeconds(task.wishes().priority() * TaskWishes.STEP_SECONDS);
    return new RehearsedTask(
        new Candidate(
            task.id(),
            work.project().id(),
            task.progress().revision(),
            work.agent(),
            isLive ? Instant.EPOCH : queuedAt,
            null),
        isLive ? List.of() : task.wishes().after(),
        isLive ? null : task.progress().readyAt(),
        task.wishes().maxAttempts(),
        task.progress().setbacks(),
        firstCall(work).orElseThrow(),
        forecast);
  }

  private Optional<Money> firstCall(WaitingWork work) {
    return switch (FirstCall.bound(work.agent().model(), terms.prices())) {
      case CallBound.Bounded bounded -> Optional.of(bounded.amount().max(Money.ofNanos(1)));
      case CallBound.Unbounded _ -> Optional.empty();
    };
  }

  private Map<String, String> leftOut(List<WaitingWork> work) {
    Map<String, String> leftOut = new LinkedHashMap<>();
    Set<String> within = new HashSet<>();
    work.forEach(some -> within.add(some.task().id()));
    for (WaitingWork some : work) {
      objection(some, within).ifPresent(why -> leftOut.put(some.task().id(), why));
    }
    int before;
    do {
      before = leftOut.size();
      for (WaitingWork some : work) {
        some.task().wishes().after().stream()
            .filter(leftOut::containsKey)
            .findFirst()
            .ifPresent(other ->
                leftOut.putIfAbsent(
                    some.task().id(), "it waits for " + other + ", which is left out"));
      }
    } while (leftOut.size() > before);
    return leftOut;
  }

  /// Why a task would not start, whatever time brings.
  private Optional<String> objection(WaitingWork work, Set<String> within) {
    if (work.task().state().isLive()) {
      return Optional.empty();
    }
    if (work.project().isPaused()) {
      return Optional.of("its project is paused");
    }
    if (firstCall(work).isEmpty()) {
      return Optional.of("its model has no price: " + work.agent().model());
    }
    return work.task().wishes().after().stream()
        .filter(other -> !within.contains(other))
        .flatMap(other -> stores.tasks().find(other).stream())
        .filter(RehearsalDesk::isInTheWay)
        .map(other -> "it waits for %s, which is %s".formatted(other.id(), other.state().label()))
        .findFirst();
  }

  /// A run's result counts as accepted when the run ends, and so does one that waits for review.
  private static boolean isInTheWay(Task other) {
    return switch (other.state()) {
      case QUARANTINED, BLOCKED, FAILED, CANCELLED -> true;
      case QUEUED, ASSIGNED, RUNNING, VERIFYING, REVIEW, COMPLETE -> false;
    };
  }

  private Set<Scope> scopes(List<WaitingWork> work) {
    Set<Scope> scopes = new HashSet<>(Set.of(Scope.GLOBAL));
    for (WaitingWork some : work) {
      scopes.add(Scope.of(ScopeKind.TASK, some.task().id()));
      scopes.add(Scope.of(ScopeKind.PROJECT, some.project().id()));
      scopes.add(Scope.of(ScopeKind.MODEL, terms.prices().charged(some.agent().model())));
    }
    return scopes;
  }
}
