package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.Ceiling;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The slots that are left within one tick.
final class Room {

  private final Conditions conditions;
  private final CapacityLimits limits;
  private final Map<String, Integer> taken;
  private final Map<Scope, Integer> atWork;
  private int total;

  Room(Conditions conditions, QueueSnapshot snapshot) {
    this.limits = conditions.limitsNow();
    this.conditions = conditions;
    this.taken = new HashMap<>(snapshot.slots());
    this.atWork = new HashMap<>();
    snapshot
        .atWork()
        .forEach((part, agents) -> atWork.merge(conditions.charged(part), agents, Integer::sum));
    this.total = snapshot.slots().values().stream().mapToInt(Integer::intValue).sum();
  }

  Optional<DeferReason> objection(Candidate candidate) {
    String modelClass = ModelClass.of(candidate.agent().model());
    int limit = limits.of(modelClass);
    if (total >= limits.maxAgents()) {
      return Optional.of(
          conditions.isOnTrial()
              ? new DeferReason.OnTrial(Scope.GLOBAL)
              : new DeferReason.AgentsFull(limits.maxAgents()));
    }
    for (Scope part : parts(candidate)) {
      Optional<DeferReason> stopped = conditions.openOver(part);
      if (stopped.isPresent()) {
        return stopped;
      }
      if (conditions.isOnTrial(part) && atWork.getOrDefault(part, 0) > 0) {
        return Optional.of(new DeferReason.OnTrial(part));
      }
    }
    if (taken.getOrDefault(modelClass, 0) >= limit) {
      return Optional.of(new DeferReason.ClassFull(modelClass, limit));
    }
    return Optional.empty();
  }

  void take(Candidate candidate) {
    taken.merge(ModelClass.of(candidate.agent().model()), 1, Integer::sum);
    parts(candidate).forEach(part -> atWork.merge(part, 1, Integer::sum));
    total++;
  }

  /// What can have a breaker of its own, and is known before a call is made.
  private List<Scope> parts(Candidate candidate) {
    return List.of(
        Scope.of(ScopeKind.PROJECT, candidate.project()),
        conditions.charged(Scope.of(ScopeKind.MODEL, candidate.agent().model())));
  }

  Ceiling ceiling(Candidate candidate) {
    return limits.ceiling(ModelClass.of(candidate.agent().model()));
  }
}
