package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.LedgerCopy;
import dev.trafficcontrol.monitor.TripLimits;
import java.time.Instant;
import java.util.Map;

/// What a queue is rehearsed under.
///
/// @param weights of projects; one that isn't named has 1
/// @param ledger where money stands at the beginning
public record RehearsalScene(
    Instant begin,
    CapacityLimits capacity,
    TripLimits trips,
    Map<String, Integer> weights,
    LedgerCopy ledger) {

  public RehearsalScene {
    weights = Map.copyOf(weights);
  }
}
