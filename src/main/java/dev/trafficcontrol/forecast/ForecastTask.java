package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import org.jspecify.annotations.Nullable;

/// What a forecast has to know of a task.
///
/// @param attemptsLeft at least 1
/// @param estimate what a person expects one attempt to cost, or null
public record ForecastTask(String id, Kind kind, int attemptsLeft, @Nullable Money estimate) {

  public ForecastTask {
    if (attemptsLeft < 1) {
      throw new IllegalArgumentException("task " + id + " has no attempt left to forecast");
    }
  }
}
