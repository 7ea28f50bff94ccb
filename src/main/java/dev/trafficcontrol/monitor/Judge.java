package dev.trafficcontrol.monitor;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a gauge calls for. Pure.
final class Judge {

  static final Duration BURN_WINDOW = Duration.ofMinutes(1);
  static final Duration LONG_WINDOW = Duration.ofMinutes(5);

  /// Fewer calls say nothing of a share.
  private static final int ENOUGH_CALLS = 20;

  /// Of a model, whose calls come from many keys: one bad key must not stop the others.
  private static final int ENOUGH_CALLS_OF_A_MODEL = 50;

  private static final long PERCENT = 100;

  /// @param what was looked at: `burn`, `tokens` or `errors`
  record Finding(String what, Verdict verdict, Scope scope, String text) {}

  /// How bad it is.
  enum Verdict {
    WARN,
    SOFT_TRIP,
    HARD_TRIP;

    TripKind kind() {
      return this == HARD_TRIP ? TripKind.HARD : TripKind.SOFT;
    }
  }

  private Judge() {}

  /// @param perMinute settled within a minute, and metered so far in flight
  static Optional<Finding> burn(Scope scope, Money perMinute, BurnLimits limits) {
    return switch (BurnVerdict.of(perMinute, limits)) {
      case BurnVerdict.Calm _ -> Optional.empty();
      case BurnVerdict.Warn(Money money) ->
          Optional.of(
              new Finding(
                  "burn",
                  Verdict.WARN,
                  scope,
                  "%s burned within the last minute%s; the breaker trips at %s a minute"
                      .formatted(money, by(scope), limits.tripPerMinute())));
      case BurnVerdict.Trip(Money money) ->
          Optional.of(
              new Finding(
                  "burn",
                  Verdict.HARD_TRIP,
                  scope,
                  "%s burned within a minute%s, the limit is %s"
                      .formatted(money, by(scope), limits.tripPerMinute())));
    };
  }

  private static String by(Scope scope) {
    return scope.equals(Scope.GLOBAL) ? "" : " by " + scope;
  }

  static Optional<Finding> tokens(Gauge gauge, TripLimits.TokenLimits limits, Instant now) {
    long perMinute = gauge.tokens(LONG_WINDOW, now) / LONG_WINDOW.toMinutes();
    if (perMinute >= limits.tripPerMinute()) {
      return Optional.of(
          new Finding(
              "tokens",
              Verdict.HARD_TRIP,
              Scope.GLOBAL,
              "%,d tokens a minute over five minutes, the limit is %,d"
                  .formatted(perMinute, limits.tripPerMinute())));
    }
    return perMinute < limits.warnPerMinute()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "tokens",
                Verdict.WARN,
                Scope.GLOBAL,
                "%,d tokens a minute over five minutes; the breaker trips at %,d"
                    .formatted(perMinute, limits.tripPerMinute())));
  }

  /// Of a key or a model. Over everything one that fails would stop what works.
  static Optional<Finding> errors(Scope scope, Gauge gauge, int errorPercent, Instant now) {
    long enough =
        switch (scope.kind()) {
          case KEY -> ENOUGH_CALLS;
          case MODEL -> ENOUGH_CALLS_OF_A_MODEL;
          case GLOBAL, PROJECT, TASK, RUN, CONFIRMATION, PROBATION -> Long.MAX_VALUE;
        };
    if (errorPercent == 0 || enough == Long.MAX_VALUE) {
      return Optional.empty();
    }
    Gauge.Ended ended = gauge.ended(LONG_WINDOW, now);
    boolean isBad = ended.all() >= enough && ended.failed() * PERCENT >= ended.all() * errorPercent;
    return isBad
        ? Optional.of(
            new Finding(
                "errors",
                Verdict.SOFT_TRIP,
                scope,
                "%d of %d calls of %s had no answer within five minutes"
                    .formatted(ended.failed(), ended.all(), scope)))
        : Optional.empty();
  }
}
