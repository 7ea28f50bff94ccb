package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;

/// What one task may cost, all its attempts together, with how likely that is.
public final class CostDistribution {

  private final Empirical nanos;
  private final Money atMost;
  private final double doubt;

  CostDistribution(Empirical nanos, Money atMost, double doubt) {
    this.nanos = nanos;
    this.atMost = atMost;
    this.doubt = doubt;
  }

  /// What it costs no more than with probability `p`; never above what limits allow.
  ///
  /// @param p from 0 to 1
  public Money quantile(double p) {
    double value = nanosAt(p);
    return value >= atMost.nanos() ? atMost : Money.ofNanos(Math.round(value));
  }

  /// The same as a number to calculate with.
  double nanosAt(double p) {
    return Math.min(nanos.quantile(p), (double) atMost.nanos());
  }

  /// How much of the variance is doubt about what such tasks cost at all, and so is the same for
  /// all that rest on the same history: from 0 to 1.
  double doubt() {
    return doubt;
  }

  /// The most it can cost.
  public Money atMost() {
    return atMost;
  }
}
