package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The breakers of a book: one over everything, and one for each project, model and key. What isn't
/// open or on trial is closed.
///
/// Invariant: one trial at a time, so that a hold belongs to one at most, and what it shows is
/// clear.
final class Breakers {

  private static final Comparator<Scope> GLOBAL_FIRST =
      Comparator.comparing(Scope::kind).thenComparing(Scope::subject);

  /// Those that aren't closed.
  private final Map<Scope, BreakerState> states = new TreeMap<>(GLOBAL_FIRST);

  BreakerState of(Scope scope) {
    return states.getOrDefault(scope, BreakerState.CLOSED);
  }

  /// Those that aren't closed, the global one first.
  Map<Scope, BreakerState> all() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(states));
  }

  boolean areClosed() {
    return states.isEmpty();
  }

  /// The first of these that is open.
  @Nullable Tripped open(List<Scope> scopes) {
    for (Scope scope : scopes) {
      if (states.get(scope) instanceof BreakerState.Open open) {
        return new Tripped(scope, open);
      }
    }
    return null;
  }

  /// The trial that a hold over these scopes belongs to, or null.
  @Nullable String trial(List<Scope> scopes) {
    return onTrial().filter(scopes::contains).map(scope -> probation(of(scope))).orElse(null);
  }

  /// The scope whose breaker is half-open.
  Optional<Scope> onTrial() {
    return states.keySet().stream()
        .filter(scope -> of(scope) instanceof BreakerState.HalfOpen)
        .findFirst();
  }

  private static @Nullable String probation(BreakerState state) {
    return switch (state) {
      case BreakerState.HalfOpen trial -> trial.probation();
      case BreakerState.Closed _, BreakerState.Open _ -> null;
    };
  }

  void trip(LedgerEvent.BreakerTripped trip, Instant at) {
    states.put(trip.over(), new BreakerState.Open(trip.kind(), trip.reason(), trip.by(), at));
  }

  void reset(LedgerEvent.BreakerReset reset, Instant at) {
    states.put(
        reset.over(), new BreakerState.HalfOpen(reset.probation(), reset.reason(), reset.by(), at));
  }

  void close(LedgerEvent.BreakerClosed closed) {
    states.remove(closed.over());
  }
}
