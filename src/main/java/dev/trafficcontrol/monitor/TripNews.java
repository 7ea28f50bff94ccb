package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.Scope;

/// What people are told of a trip. It has the same name whenever it is told, so that it is kept
/// once.
final class TripNews {

  private TripNews() {}

  static Alert of(Scope scope, BreakerState.Open open) {
    return new Alert(
        "breaker-open",
        Alert.Severity.CRITICAL,
        open.since() + " " + scope,
        "the %s is open: %s (by %s). Nothing of it starts and no call of it is sent until you run: %s"
            .formatted(BreakerName.of(scope), open.reason(), open.by(), BreakerName.reset(scope)),
        open.since(),
        Situation.tripped(scope, open.kind()));
  }
}
