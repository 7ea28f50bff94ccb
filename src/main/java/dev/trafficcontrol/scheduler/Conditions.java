package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.queue.AdmissionStanding;
import java.util.Optional;

/// What a tick is decided under, beside the queue.
///
/// @param node who admits
public record Conditions(
    BreakerState breaker, CapacityLimits limits, AdmissionStanding standing, String node) {

  /// What stops everything, if anything does. Money comes before wishes: an open breaker is told
  /// first.
  Optional<DeferReason> stop() {
    if (breaker instanceof BreakerState.Open open) {
      return Optional.of(new DeferReason.BreakerOpen(open));
    }
    return Optional.ofNullable(standing.pause()).map(DeferReason.Paused::new);
  }

  /// The owner's limits, and one agent in all while the breaker is on trial.
  CapacityLimits limitsNow() {
    return isOnTrial() ? limits.withMaxAgents(1) : limits;
  }

  boolean isOnTrial() {
    return switch (breaker) {
      case BreakerState.HalfOpen _ -> true;
      case BreakerState.Closed _, BreakerState.Open _ -> false;
    };
  }
}
