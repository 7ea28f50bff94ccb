package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;

/// A forecast that is over.
///
/// @param likeTasks on how many it rested
/// @param actual what all attempts of the task cost
public record Judged(
    String task, Kind kind, Money half, Money ninety, int likeTasks, Money actual) {

  /// Only these say how good forecasts are: one at the dear end always holds.
  public boolean restedOnHistory() {
    return likeTasks >= Blend.ENOUGH;
  }

  boolean isWithin(Money quantile) {
    return !actual.isMoreThan(quantile);
  }
}
