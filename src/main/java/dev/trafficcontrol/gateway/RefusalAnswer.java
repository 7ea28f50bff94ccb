package dev.trafficcontrol.gateway;

import dev.trafficcontrol.gateway.GatewayError.Kind;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Refusal;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Says the ledger's no in the provider's shape: which budget, its limit, spent, held, and when it
/// frees.
final class RefusalAnswer {

  private RefusalAnswer() {}

  /// @param advice what the client could change, where it is money that is missing; or blank
  static GatewayError of(Refusal refusal, Instant now, String advice) {
    return switch (refusal) {
      case Refusal.TooLarge(BudgetView budget, Money asked) ->
          billing(
              "this call may cost up to "
                  + asked
                  + ", more than the limit of "
                  + said(budget)
                  + sentence(advice));
      case Refusal.Exhausted(BudgetView budget, Money asked, Instant freesAt) ->
          exhausted(budget, asked, freesAt, now, advice);
      case Refusal.RoomHeld(BudgetView budget, Money asked, Duration retryAfter) ->
          GatewayError.of(
                  429,
                  Kind.RATE_LIMIT,
                  "TrafficControl: calls in flight hold the room of "
                      + said(budget)
                      + "; this call may cost up to "
                      + asked
                      + sentence(advice)
                      + ". Try again")
              .retryAfterSeconds(retryAfter.toSeconds());
      case Refusal.KeyDead dead -> Admission.refusal();
      case Refusal.AttemptStale(String run, long token) ->
          billing("run " + run + " has ended, or another attempt has taken it over");
      case Refusal.BreakerOpen open ->
          billing(
              "the "
                  + open.breaker().name()
                  + " is open since "
                  + open.breaker().breaker().since()
                  + ": "
                  + open.breaker().breaker().reason()
                  + ". It stays open until the owner resets it");
      case Refusal.Killed(String reason, Instant since) ->
          billing("everything was stopped at " + since + ": " + reason);
      case Refusal.IdReused reused -> unavailable("a call's id was used twice");
      case Refusal.IdEnded ended -> unavailable("the call's hold has ended already");
      case Refusal.Unavailable(String why) -> unavailable(why);
    };
  }

  static GatewayError unavailable(String why) {
    return GatewayError.of(
            503, Kind.OVERLOADED, "TrafficControl can't hold money for this call: " + why)
        .retryAfterSeconds(5);
  }

  static GatewayError billing(String message) {
    return GatewayError.of(429, Kind.BILLING, "TrafficControl: " + message).notToBeRetried();
  }

  private static GatewayError exhausted(
      BudgetView budget, Money asked, @Nullable Instant freesAt, Instant now, String advice) {
    GatewayError error =
        billing(
            said(budget)
                + " has no room for this call, which may cost up to "
                + asked
                + (freesAt == null
                    ? ". Time alone does not free it: its owner can raise it"
                    : ". It frees at " + freesAt)
                + sentence(advice));
    return freesAt == null
        ? error
        : error.retryAfterSeconds(Duration.between(now, freesAt).toSeconds() + 1);
  }

  private static String sentence(String advice) {
    return advice.isEmpty() ? "" : ". " + advice;
  }

  private static String said(BudgetView budget) {
    return "budget "
        + budget.id()
        + " (limit "
        + budget.limit()
        + ", spent "
        + budget.spent()
        + ", held "
        + budget.held()
        + ")";
  }
}
