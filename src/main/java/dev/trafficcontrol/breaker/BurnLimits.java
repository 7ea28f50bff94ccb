package dev.trafficcontrol.breaker;

import dev.trafficcontrol.money.Money;

/// Burn over the last minute from which people are warned, and from which the breaker trips.
public record BurnLimits(Money warnPerMinute, Money tripPerMinute) {

  /// Safe for a first start: the incident this product exists for burned $25 in its first minute.
  public static final BurnLimits DEFAULT = new BurnLimits(Money.ofUsd("2"), Money.ofUsd("5"));

  public BurnLimits {
    if (warnPerMinute.isMoreThan(tripPerMinute)) {
      throw new IllegalArgumentException(
          "burn warns at " + warnPerMinute + " a minute, after it trips at " + tripPerMinute);
    }
  }
}
