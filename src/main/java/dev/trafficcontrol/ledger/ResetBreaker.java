package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import java.time.Instant;
import java.util.List;

/// A person's word that an open breaker may go half-open: one agent, one small budget. One that
/// isn't open stays.
public record ResetBreaker(String reason, String by) implements LedgerCommand<BreakerState> {

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    if (!(state.breaker() instanceof BreakerState.Open)) {
      return Decision.nothingBut(state.breaker());
    }
    String probation = "reset-" + (state.resets() + 1);
    return new Decision<>(
        List.of(new LedgerEvent.BreakerReset(probation, reason, by)),
        new BreakerState.HalfOpen(probation, reason, by, now));
  }
}
