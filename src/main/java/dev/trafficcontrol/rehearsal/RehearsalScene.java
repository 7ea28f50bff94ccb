package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.ledger.LedgerCopy;
import dev.trafficcontrol.monitor.TripLimits;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What a queue is rehearsed under.
///
/// @param weights of projects; one that isn't named has 1
/// @param charged the model that calls of a model as written are charged to
/// @param ledger where money stands at the beginning
public record RehearsalScene(
    Instant begin,
    CapacityLimits capacity,
    TripLimits trips,
    Map<String, Integer> weights,
    UnaryOperator<String> charged,
    LedgerCopy ledger) {

  public RehearsalScene {
    weights = Map.copyOf(weights);
  }
}
