package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A call that cost more than its hold: the bound was wrong for its model, so no other bound of it
/// can be trusted until a person has looked.
final class Overrun {

  private static final String BY = "ledger";

  private Overrun() {}

  /// The trips that such a cost calls for: of its models, and of everything where another model's
  /// was wrong too. Nothing where the hold covers it.
  static List<LedgerEvent> events(Hold hold, Money cost, LedgerState state, Instant now) {
    if (!cost.isMoreThan(hold.amount())) {
      return List.of();
    }
    String reason =
        "a call of %s cost %s, more than its worst case of %s (hold %s)"
            .formatted(hold.scope().models(), cost, hold.amount(), hold.id());
    List<LedgerEvent> trips = new ArrayList<>();
    for (String model : new TreeSet<>(hold.scope().models())) {
      trips.addAll(trip(Scope.of(ScopeKind.MODEL, model), reason, state, now));
    }
    if (isAnotherOverrun(hold, state)) {
      trips.addAll(trip(Scope.GLOBAL, reason + ", and it is not the only model", state, now));
    }
    return List.copyOf(trips);
  }

  /// One wrong bound is a wrong price or rule of one model; a second model's says that bounds are
  /// wrong.
  private static boolean isAnotherOverrun(Hold hold, LedgerState state) {
    return state.breakers.all().entrySet().stream()
        .anyMatch(each ->
            each.getKey().kind() == ScopeKind.MODEL
                && !hold.scope().models().contains(each.getKey().subject())
                && each.getValue() instanceof BreakerState.Open open
                && open.by().equals(BY));
  }

  private static List<LedgerEvent> trip(
      Scope scope, String reason, LedgerState state, Instant now) {
    return new TripBreaker(scope, TripKind.SOFT, reason, BY).decide(state, now).events();
  }
}
