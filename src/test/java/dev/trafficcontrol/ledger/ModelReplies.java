package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.money.Money;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the ledger says, in the oracle's words.
final class ModelReplies {

  private ModelReplies() {}

  static String words(@Nullable Object reply) {
    return switch (reply) {
      case EndReply.Ended(HoldId _, Money charged, Money released) ->
          "ended " + charged.nanos() + " " + released.nanos();
      case EndReply.Corrected(HoldId _, Money charged, Money actual) ->
          "corrected " + charged.nanos() + " " + actual.nanos();
      case EndReply.NotOpen _ -> "not open";
      case ReconcileReply.Reconciled(ExpiredHold known, Money before) ->
          "reconciled " + before.nanos() + " " + known.charged().nanos();
      case ReconcileReply.CountsOtherwise(ExpiredHold known) ->
          "counts as " + known.charged().nanos();
      case ReconcileReply.StillOpen _ -> "still open";
      case ReconcileReply.NotUnknown _ -> "not unknown";
      case RaiseBudget.Reply.Raised(BudgetView budget) -> "Raised " + budget;
      case RaiseBudget.Reply other -> other.getClass().getSimpleName();
      case BreakerState state -> breaker(state);
      case null, default -> String.valueOf(reply);
    };
  }

  static Map<Scope, String> breakers(Map<Scope, BreakerState> states) {
    Map<Scope, String> words = new HashMap<>();
    states.forEach((scope, state) -> words.put(scope, breaker(state)));
    return words;
  }

  private static String breaker(BreakerState state) {
    return switch (state) {
      case BreakerState.Closed() -> "closed";
      case BreakerState.Open open -> "open " + open.kind();
      case BreakerState.HalfOpen trial -> "half-open " + trial.probation();
    };
  }

  static String kind(HoldVerdict verdict) {
    return verdict instanceof HoldVerdict.Refused(Refusal why)
        ? why.getClass().getSimpleName()
        : verdict.getClass().getSimpleName();
  }

  /// The budget that a refusal names, or null where it names none.
  static @Nullable BudgetView named(HoldVerdict verdict) {
    if (!(verdict instanceof HoldVerdict.Refused(Refusal why))) {
      return null;
    }
    return switch (why) {
      case Refusal.TooLarge large -> large.budget();
      case Refusal.Exhausted spent -> spent.budget();
      case Refusal.RoomHeld held -> held.budget();
      case Refusal.KeyDead _,
          Refusal.AttemptStale _,
          Refusal.BreakerOpen _,
          Refusal.Killed _,
          Refusal.IdReused _,
          Refusal.IdEnded _,
          Refusal.Unavailable _ ->
          null;
    };
  }
}
