package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import java.time.Instant;
import java.util.List;

/// Opens the breaker. One that is open stays as it is, so that the first reason is the one people
/// read; only a hard trip replaces a soft one.
public record TripBreaker(TripKind kind, String reason, String by)
    implements LedgerCommand<BreakerState> {

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    return state.breaker() instanceof BreakerState.Open open && isNoHarderThan(open)
        ? Decision.nothingBut(open)
        : new Decision<>(
            List.of(new LedgerEvent.BreakerTripped(kind, reason, by)),
            new BreakerState.Open(kind, reason, by, now));
  }

  private boolean isNoHarderThan(BreakerState.Open open) {
    return kind == TripKind.SOFT || open.kind() == TripKind.HARD;
  }
}
