package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Tripped;
import dev.trafficcontrol.queue.AdmissionStanding;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a tick is decided under, beside the queue.
///
/// @param node who admits
/// @param breakers those that aren't closed
/// @param charged the model that calls of a model as written are charged to, over which its breaker
///   stands
public record Conditions(
    Map<Scope, BreakerState> breakers,
    CapacityLimits limits,
    AdmissionStanding standing,
    String node,
    UnaryOperator<String> charged) {

  public Conditions {
    breakers = Map.copyOf(breakers);
  }

  /// What stops everything, if anything does. Money comes before wishes: an open breaker is told
  /// first.
  Optional<DeferReason> stop() {
    Optional<DeferReason> open = openOver(Scope.GLOBAL);
    if (open.isPresent()) {
      return open;
    }
    return Optional.ofNullable(standing.pause()).map(DeferReason.Paused::new);
  }

  /// The owner's limits, and one agent in all while the breaker is on trial.
  CapacityLimits limitsNow() {
    return isOnTrial() ? limits.withMaxAgents(1) : limits;
  }

  Scope charged(Scope part) {
    return part.kind() == ScopeKind.MODEL
        ? Scope.of(ScopeKind.MODEL, charged.apply(part.subject()))
        : part;
  }

  boolean isOnTrial() {
    return isOnTrial(Scope.GLOBAL);
  }

  boolean isOnTrial(Scope scope) {
    return switch (breakers.getOrDefault(scope, BreakerState.CLOSED)) {
      case BreakerState.HalfOpen _ -> true;
      case BreakerState.Closed _, BreakerState.Open _ -> false;
    };
  }

  /// What stops that part, if anything does.
  Optional<DeferReason> openOver(Scope scope) {
    return switch (breakers.getOrDefault(scope, BreakerState.CLOSED)) {
      case BreakerState.Open open ->
          Optional.of(new DeferReason.BreakerOpen(new Tripped(scope, open)));
      case BreakerState.Closed _, BreakerState.HalfOpen _ -> Optional.empty();
    };
  }
}
