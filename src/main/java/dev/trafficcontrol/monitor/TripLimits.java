package dev.trafficcontrol.monitor;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.HashMap;
import java.util.Map;

/// What makes the monitor warn people and trip breakers by itself.
///
/// @param burn over everything
/// @param parts over single projects, models and keys
/// @param tokens over everything
/// @param errorPercent of the calls of a key or a model within five minutes: from so many that had
///   no answer its breaker opens; 0 never opens it
public record TripLimits(
    BurnLimits burn, Map<Scope, BurnLimits> parts, TokenLimits tokens, int errorPercent) {

  /// Half of the calls of a program that works have an answer.
  public static final int ERROR_PERCENT = 50;

  public static final TripLimits DEFAULT =
      new TripLimits(BurnLimits.DEFAULT, Map.of(), TokenLimits.DEFAULT, ERROR_PERCENT);

  /// Tokens of all kinds a minute, on an average of five.
  ///
  /// By default: a runaway agent used 242 million in under three hours, 1.35 million a minute. Two
  /// coding agents at work use about half a million, most of them read from caches.
  public record TokenLimits(long warnPerMinute, long tripPerMinute) {

    public static final TokenLimits DEFAULT = new TokenLimits(600_000, 1_200_000);

    public TokenLimits {
      if (warnPerMinute < 1 || warnPerMinute > tripPerMinute) {
        throw new IllegalArgumentException(
            "tokens warn at %,d a minute, and trip at %,d".formatted(warnPerMinute, tripPerMinute));
      }
    }
  }

  public TripLimits {
    parts = Map.copyOf(parts);
    if (errorPercent < 0 || errorPercent > 100) {
      throw new IllegalArgumentException(errorPercent + " is not a share in percent");
    }
  }

  /// Calls are charged to the model that an alias or a dated name stands for, so that a limit over
  /// such a name is one over that model; of two the lower.
  public TripLimits by(PriceBook prices) {
    Map<Scope, BurnLimits> byModel = new HashMap<>();
    parts.forEach((scope, most) -> byModel.merge(charged(scope, prices), most, TripLimits::lower));
    return new TripLimits(burn, byModel, tokens, errorPercent);
  }

  private static Scope charged(Scope scope, PriceBook prices) {
    return scope.kind() == ScopeKind.MODEL
        ? Scope.of(ScopeKind.MODEL, prices.charged(scope.subject()))
        : scope;
  }

  private static BurnLimits lower(BurnLimits one, BurnLimits other) {
    return one.tripPerMinute().isMoreThan(other.tripPerMinute()) ? other : one;
  }

  /// Of one part, as people write it: `project:shop=2` trips at $2 a minute and warns at two fifths
  /// of it, as the one over everything does by default.
  public static Map.Entry<Scope, BurnLimits> part(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' has no limit: write it as in project:shop=2, USD a minute");
    }
    Scope scope = Scope.parse(text.substring(0, equals).strip());
    if (!BreakerName.isPossible(scope) || scope.equals(Scope.GLOBAL)) {
      throw new IllegalArgumentException(
          "no breaker stands over " + scope + ": write project:ID, model:NAME or key:ID");
    }
    Money trip = Money.ofUsd(text.substring(equals + 1).strip());
    return Map.entry(scope, new BurnLimits(Money.ofNanos(trip.nanos() / 5 * 2), trip));
  }
}
