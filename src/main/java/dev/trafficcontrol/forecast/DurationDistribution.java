package dev.trafficcontrol.forecast;

import java.time.Duration;

/// For how long one task may keep an agent busy, all its attempts together.
public final class DurationDistribution {

  private final Empirical millis;
  private final Duration atMost;

  DurationDistribution(Empirical millis, Duration atMost) {
    this.millis = millis;
    this.atMost = atMost;
  }

  /// What it takes no longer than with probability `p`.
  ///
  /// @param p from 0 to 1
  public Duration quantile(double p) {
    return Duration.ofMillis((long) millisAt(p));
  }

  double millisAt(double p) {
    return Math.min(millis.quantile(p), (double) atMost.toMillis());
  }
}
