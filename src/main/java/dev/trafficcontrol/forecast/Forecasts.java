package dev.trafficcontrol.forecast;

import java.time.Instant;
import java.util.List;

/// What was forecast, kept beside what it came to.
public interface Forecasts {

  /// Keeps the forecast of each of these tasks, in place of one that was made for it before.
  ///
  /// @param confirmation the start they are part of
  void keep(String confirmation, List<TaskForecast> forecasts, Instant now);

  /// Forecasts of the tasks that a [History] would give, the latest that ended first.
  List<Judged> judged(Instant now);
}
