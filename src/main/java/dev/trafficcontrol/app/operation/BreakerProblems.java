package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import java.util.ArrayList;
import java.util.List;

/// What breakers that aren't closed mean for a start.
final class BreakerProblems {

  private BreakerProblems() {}

  /// Of parts: a start may do without them.
  static List<Problem> ofParts(Ledger ledger) {
    List<Problem> found = new ArrayList<>();
    ledger
        .breakers()
        .forEach((scope, breaker) -> {
          if (!scope.equals(Scope.GLOBAL) && isAlive(scope, ledger)) {
            found.add(of(scope, breaker));
          }
        });
    return found;
  }

  /// Nothing is called with a key that was revoked.
  private static boolean isAlive(Scope scope, Ledger ledger) {
    return scope.kind() != ScopeKind.KEY || ledger.key(scope.subject()).isPresent();
  }

  private static Problem of(Scope scope, BreakerState breaker) {
    String name = BreakerName.of(scope);
    return switch (breaker) {
      case BreakerState.Closed _ -> new Problem("Breaker", Weight.OK, name + " is closed", "");
      case BreakerState.HalfOpen half ->
          new Problem(
              "Breaker",
              Weight.WARNING,
              "the %s is half-open since %s: %s".formatted(name, half.since(), half.reason()),
              "trafficctl breaker status");
      case BreakerState.Open open ->
          new Problem(
              "Breaker",
              Weight.WARNING,
              "the %s is open since %s, by %s: %s; nothing of it runs"
                  .formatted(name, open.since(), open.by(), open.reason()),
              "look why, then: " + BreakerName.reset(scope));
    };
  }
}
