package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import java.time.Instant;
import java.util.List;

/// Opens a breaker. One that is open stays as it is, so that the first reason is the one people
/// read; only a hard trip replaces a soft one.
///
/// @param scope what is stopped: [BreakerName#isPossible]
public record TripBreaker(Scope scope, TripKind kind, String reason, String by)
    implements LedgerCommand<BreakerState> {

  public TripBreaker {
    if (!BreakerName.isPossible(scope)) {
      throw new IllegalArgumentException(
          "no breaker stands over %s: write global, project:ID, model:NAME or key:ID"
              .formatted(scope));
    }
  }

  /// Stops everything.
  public TripBreaker(TripKind kind, String reason, String by) {
    this(Scope.GLOBAL, kind, reason, by);
  }

  @Override
  public Decision<BreakerState> decide(LedgerState state, Instant now) {
    return state.breakers.of(scope) instanceof BreakerState.Open open && isNoHarderThan(open)
        ? Decision.nothingBut(open)
        : new Decision<>(
            List.of(new LedgerEvent.BreakerTripped(kind, reason, by, scope.unlessGlobal())),
            new BreakerState.Open(kind, reason, by, now));
  }

  private boolean isNoHarderThan(BreakerState.Open open) {
    return kind == TripKind.SOFT || open.kind() == TripKind.HARD;
  }
}
