package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;

/// What one task may cost, and for how long it may keep an agent busy.
///
/// @param cost never above `dearEnd`
/// @param basis what it rests on
/// @param dearEnd the most it counts at: every attempt it has left at a run's limit, within the
///   task's own limit
public record TaskForecast(
    String task,
    Kind kind,
    CostDistribution cost,
    DurationDistribution duration,
    Basis basis,
    Money dearEnd) {

  static final double HALF = 0.5;
  static final double NINETY = 0.9;

  static TaskForecast of(ForecastTask task, Experience experience, Bounds bounds) {
    Basis basis = experience.basis(task.kind());
    Money allowed = bounds.perRun().times(task.attemptsLeft()).min(bounds.perTask());
    CostDistribution free = experience.cost(task.kind(), task.estimate(), allowed);
    Money dearEnd = dearEnd(task, basis.isHistory() ? free.quantile(NINETY) : Money.ZERO, allowed);
    return new TaskForecast(
        task.id(),
        task.kind(),
        experience.cost(task.kind(), task.estimate(), dearEnd),
        experience.duration(task.kind(), bounds.wall().multipliedBy(task.attemptsLeft())),
        basis,
        dearEnd);
  }

  /// A person's word lowers the dear end, but not below what nine of ten like tasks cost.
  private static Money dearEnd(ForecastTask task, Money known, Money allowed) {
    return task.estimate() == null
        ? allowed
        : task.estimate().times(task.attemptsLeft()).max(known).min(allowed);
  }

  public String model() {
    return kind.model();
  }

  /// What it costs more than as often as less.
  public Money half() {
    return cost.quantile(HALF);
  }

  /// What it costs no more than in nine of ten cases.
  public Money ninety() {
    return cost.quantile(NINETY);
  }
}
