package dev.trafficcontrol.monitor;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.money.Money;

/// What a rate of burn means.
sealed interface BurnVerdict {

  record Calm() implements BurnVerdict {}

  record Warn(Money perMinute) implements BurnVerdict {}

  record Trip(Money perMinute) implements BurnVerdict {}

  static BurnVerdict of(Money perMinute, BurnLimits limits) {
    if (!limits.tripPerMinute().isMoreThan(perMinute)) {
      return new Trip(perMinute);
    }
    return limits.warnPerMinute().isMoreThan(perMinute) ? new Calm() : new Warn(perMinute);
  }
}
