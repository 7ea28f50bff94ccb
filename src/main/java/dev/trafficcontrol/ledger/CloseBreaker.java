package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import java.time.Instant;
import java.util.List;

/// Ends the trial of a half-open breaker: its run ended well, or a person says so. An open one
/// stays open.
public record CloseBreaker(Scope scope, String reason, String by)
    implements LedgerCommand<BreakerState> {

  public CloseBreaker(String reason, String by) {
    this(Scope.GLOBAL, reason, by);
  }

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    BreakerState current = state.breakers.of(scope);
    return current instanceof BreakerState.HalfOpen
        ? new Decision<>(
            List.of(new LedgerEvent.BreakerClosed(reason, by, scope.unlessGlobal())),
            BreakerState.CLOSED)
        : Decision.nothingBut(current);
  }
}
