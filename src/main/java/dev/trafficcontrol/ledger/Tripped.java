package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;

/// An open breaker, and what it stops.
public record Tripped(Scope scope, BreakerState.Open breaker) {

  /// For people: `breaker`, or `breaker of project:shop`.
  public String name() {
    return BreakerName.of(scope);
  }
}
