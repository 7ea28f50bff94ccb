package dev.trafficcontrol.forecast;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a queue may cost in all, and which budgets that crosses.
///
/// @param half what it costs more than as often as less
/// @param ninety what it costs no more than in nine of ten cases
/// @param judged the same, but tasks that rest on no history counted at the dear end: what a
///   threshold is held against
/// @param lasts how long it takes as often as not, were no budget in its way
/// @param budgets those that the tasks are charged to and that have a limit
public record QueueForecast(
    Forecast tasks,
    Money half,
    Money ninety,
    Money judged,
    Duration lasts,
    List<Crossing> budgets) {

  private static final int PERCENT = 100;

  /// How a budget fares if the tasks cost what they may and nothing keeps them back.
  ///
  /// @param permille in how many of 1,000 cases there is less left than the tasks need
  /// @param about when, as often before as after; null where it never happened
  public record Crossing(BudgetView budget, int permille, @Nullable Instant about) {

    public boolean isLikelierThan(int percent) {
      return permille * PERCENT > percent * 1_000;
    }
  }

  /// How the queue is worked.
  ///
  /// @param agents how many tasks at once
  public record Work(Instant begin, int agents) {}

  public QueueForecast {
    budgets = List.copyOf(budgets);
  }

  /// @param budgets all there are
  public static QueueForecast of(Forecast forecast, List<BudgetView> budgets, Work work) {
    return new Simulation(forecast, budgets, work).run();
  }

  public Money dearEnd() {
    return tasks.dearEnd();
  }

  /// At least one task rests on history: then chances are more than the dear end said again.
  public boolean isHistory() {
    return tasks.tasks().stream().anyMatch(task -> task.basis().isHistory());
  }
}
