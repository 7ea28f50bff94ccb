package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What was forecast, kept beside what it came to.
public interface Forecasts {

  /// Keeps the forecast of each of these tasks, in place of one that was made for it before.
  ///
  /// @param confirmation the start they are part of
  void keep(String confirmation, List<TaskForecast> forecasts, Instant now);

  /// What half of such tasks cost no more than, of those of these tasks whose forecast was kept and
  /// rests on tasks like them.
  Map<String, Money> halves(Collection<String> tasks);

  /// Forecasts of the tasks that a [History] would give, the latest that ended first.
  List<Judged> judged(Instant now);
}
