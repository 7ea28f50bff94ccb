package dev.trafficcontrol.preflight;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.forecast.QueueForecast;
import dev.trafficcontrol.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything a pre-flight looks at, found out by the caller.
///
/// @param tasks those that would start: approved and waiting
/// @param problems what the world lacks: repositories, agents, provider keys, prices, a sandbox
public record PreflightFacts(
    String environment,
    List<WaitingTask> tasks,
    QueueForecast forecast,
    Purse purse,
    BreakerState breaker,
    List<Problem> problems) {

  /// @param origin `person`, `import`, `source`, `test` or `demo`
  public record WaitingTask(String id, String title, String origin) {}

  /// @param dailyLeft what is left of the global budget of the rolling day, or null where it is
  ///   unlimited
  /// @param killed whether everything was stopped by `kill`
  public record Purse(@Nullable Money dailyLeft, boolean killed) {}

  /// Something missing that would make a run fail, or unsafe.
  ///
  /// @param check the check it belongs to, such as `Repositories`
  public record Problem(String check, Check.Weight weight, String what, String fix) {}

  public PreflightFacts {
    tasks = List.copyOf(tasks);
    problems = List.copyOf(problems);
  }
}
