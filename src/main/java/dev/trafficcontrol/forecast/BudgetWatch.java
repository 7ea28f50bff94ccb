package dev.trafficcontrol.forecast;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Looks whether, and when, one budget would not have been enough.
///
/// What it has spent and held already counts as if it were spent now: nobody here knows when it
/// was, and it leaves the window no later.
final class BudgetWatch {

  private final BudgetView budget;
  private final boolean[] charged;
  private final double limit;
  private final double already;
  private final long alreadyUntil;
  private final long[] times = new long[Simulation.MOST];
  private int crossed;

  private BudgetWatch(BudgetView budget, double limit, boolean[] charged, Instant begin) {
    this.budget = budget;
    this.limit = limit;
    this.charged = charged;
    this.already = (double) budget.spent().nanos() + budget.held().nanos();
    Instant leaves = budget.id().window().leavesAt(begin);
    this.alreadyUntil = leaves == null ? Long.MAX_VALUE : leaves.toEpochMilli();
  }

  /// Empty for a budget that none of the tasks is charged to, that is unlimited, or that is each
  /// task's own, which their dear ends are made of.
  static Optional<BudgetWatch> of(BudgetView budget, List<TaskForecast> tasks, Instant begin) {
    Predicate<TaskForecast> isCharged = charges(budget.id().scope());
    boolean[] charged = new boolean[tasks.size()];
    IntStream.range(0, charged.length).forEach(i -> charged[i] = isCharged.test(tasks.get(i)));
    boolean any = IntStream.range(0, charged.length).anyMatch(i -> charged[i]);
    return switch (budget.limit()) {
      case Limit.Unlimited() -> Optional.empty();
      case Limit.Capped(var limit) ->
          any
              ? Optional.of(new BudgetWatch(budget, (double) limit.nanos(), charged, begin))
              : Optional.empty();
    };
  }

  private static Predicate<TaskForecast> charges(Scope scope) {
    return switch (scope.kind()) {
      case GLOBAL -> _ -> true;
      case PROJECT -> task -> task.kind().project().equals(scope.subject());
      case MODEL -> task -> task.kind().model().equals(scope.subject());
      case TASK -> task -> task.task().equals(scope.subject());
      case RUN, KEY, CONFIRMATION, PROBATION -> _ -> false;
    };
  }

  BudgetView budget() {
    return budget;
  }

  /// @param costs of each task in this draw
  void look(double[] costs, Timeline timeline) {
    double all = already;
    for (int i = 0; i < costs.length; i++) {
      all += charged[i] ? costs[i] : 0;
    }
    if (all > limit) {
      walk(costs, timeline);
    }
  }

  private void walk(double[] costs, Timeline timeline) {
    Span span = new Span(Instant.MIN, Instant.MIN);
    long until = Long.MIN_VALUE;
    double inWindow = already;
    boolean alreadyCounts = true;
    int oldest = 0;
    for (int place = 0; place < timeline.count(); place++) {
      long at = timeline.at(place);
      if (at >= until) {
        span = budget.id().window().span(Instant.ofEpochMilli(at));
        until = millis(span.until());
      }
      if (alreadyCounts && at >= alreadyUntil) {
        inWindow -= already;
        alreadyCounts = false;
      }
      long from = millis(span.from());
      for (; timeline.at(oldest) < from; oldest++) {
        inWindow -= cost(costs, timeline.task(oldest));
      }
      inWindow += cost(costs, timeline.task(place));
      if (inWindow > limit) {
        times[crossed++] = at;
        return;
      }
    }
  }

  private double cost(double[] costs, int task) {
    return charged[task] ? costs[task] : 0;
  }

  private static long millis(Instant instant) {
    return instant.equals(Instant.MIN)
        ? Long.MIN_VALUE
        : instant.equals(Instant.MAX) ? Long.MAX_VALUE : instant.toEpochMilli();
  }

  /// When it was not enough, the earliest first; one for each draw in which it was not.
  long[] crossings() {
    long[] all = Arrays.copyOf(times, crossed);
    Arrays.sort(all);
    return all;
  }
}
