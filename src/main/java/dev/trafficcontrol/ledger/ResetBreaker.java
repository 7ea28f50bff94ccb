package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import java.time.Instant;
import java.util.List;

/// A person's word that an open breaker may go half-open: one agent, one small budget. One that
/// isn't open stays; and so does any while another is on trial ([Breakers]).
public record ResetBreaker(Scope scope, String reason, String by)
    implements LedgerCommand<BreakerState> {

  public ResetBreaker(String reason, String by) {
    this(Scope.GLOBAL, reason, by);
  }

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    BreakerState current = state.breakers.of(scope);
    if (!(current instanceof BreakerState.Open) || state.breakers.onTrial().isPresent()) {
      return Decision.nothingBut(current);
    }
    String probation = "reset-" + (state.resets() + 1);
    return new Decision<>(
        List.of(new LedgerEvent.BreakerReset(probation, reason, by, scope.unlessGlobal())),
        new BreakerState.HalfOpen(probation, reason, by, now));
  }
}
