package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import java.time.Instant;
import java.util.List;

/// Ends the trial of a half-open breaker: its run ended well, or a person says so. An open one
/// stays open.
public record CloseBreaker(String reason, String by) implements LedgerCommand<BreakerState> {

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    return state.breaker() instanceof BreakerState.HalfOpen
        ? new Decision<>(List.of(new LedgerEvent.BreakerClosed(reason, by)), BreakerState.CLOSED)
        : Decision.nothingBut(state.breaker());
  }
}
