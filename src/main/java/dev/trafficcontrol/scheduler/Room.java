package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.Ceiling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The slots that are left within one tick.
final class Room {

  private final CapacityLimits limits;
  private final boolean onTrial;
  private final Map<String, Integer> taken;
  private int total;

  Room(Conditions conditions, Map<String, Integer> slots) {
    this.limits = conditions.limitsNow();
    this.onTrial = conditions.isOnTrial();
    this.taken = new HashMap<>(slots);
    this.total = slots.values().stream().mapToInt(Integer::intValue).sum();
  }

  Optional<DeferReason> objection(Candidate candidate) {
    String modelClass = ModelClass.of(candidate.agent().model());
    int limit = limits.of(modelClass);
    if (total >= limits.maxAgents()) {
      return Optional.of(
          onTrial ? new DeferReason.OnTrial() : new DeferReason.AgentsFull(limits.maxAgents()));
    }
    if (taken.getOrDefault(modelClass, 0) >= limit) {
      return Optional.of(new DeferReason.ClassFull(modelClass, limit));
    }
    return Optional.empty();
  }

  void take(Candidate candidate) {
    taken.merge(ModelClass.of(candidate.agent().model()), 1, Integer::sum);
    total++;
  }

  Ceiling ceiling(Candidate candidate) {
    return limits.ceiling(ModelClass.of(candidate.agent().model()));
  }
}
