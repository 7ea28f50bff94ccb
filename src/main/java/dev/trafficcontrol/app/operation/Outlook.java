package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.scheduler.DeferReason;
import dev.trafficcontrol.scheduler.Deferral;
import dev.trafficcontrol.task.Setbacks;
import dev.trafficcontrol.task.Task;
import dev.trafficcontrol.task.TaskState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Whether a start's tasks can still go on by themselves, and if not, what stopped them.
///
/// Remembers which tasks were last sent back for lack of money: then their next time is a budget's
/// window, not a short pause before another try.
final class Outlook {

  /// What stopped a start that is not done.
  enum Stop {
    /// Everything that could be done is done.
    NOTHING_LEFT,
    BUDGET,
    BREAKER
  }

  private final Set<String> sentBackForMoney = new HashSet<>();

  /// A task changed from one state to another.
  void saw(Task before, Task after) {
    if (isSentBackForMoney(before, after)) {
      sentBackForMoney.add(after.id());
    } else if (after.state() != TaskState.QUEUED) {
      sentBackForMoney.remove(after.id());
    }
  }

  /// It may have been at work between the two.
  private static boolean isSentBackForMoney(Task before, Task after) {
    Setbacks then = before.progress().setbacks();
    Setbacks now = after.progress().setbacks();
    return now.budgetStops() > then.budgetStops()
        || (now.budgetStops() > 0
            && now.failures() == then.failures()
            && after.progress().readyAt() != null
            && !Objects.equals(after.progress().readyAt(), before.progress().readyAt()));
  }

  /// Empty while something can still happen without anybody doing anything.
  ///
  /// @param since what the scheduler decided before is not asked any more
  Optional<Stop> stop(StartedWork work, List<Task> tasks, Instant since, Instant now) {
    if (tasks.stream().anyMatch(task -> task.state().isLive())) {
      return Optional.empty();
    }
    if (work.ledger().breaker() instanceof BreakerState.Open) {
      return Optional.of(Stop.BREAKER);
    }
    boolean breaker = false;
    boolean money = tasks.stream().anyMatch(Outlook::isBlockedForMoney);
    Optional<Map<String, Deferral>> tick = work.quietTick(since);
    for (Task task : tasks) {
      if (task.state() != TaskState.QUEUED
          || work.isHeldBack(task)
          || work.hasUnfinishedDependency(task)) {
        continue;
      }
      Instant readyAt = task.progress().readyAt();
      if (readyAt != null && readyAt.isAfter(now)) {
        if (!sentBackForMoney.contains(task.id())) {
          return Optional.empty();
        }
        money = true;
      } else if (tick.isPresent() && isForBreaker(task, tick.get())) {
        breaker = true;
      } else if (tick.isEmpty() || !isForMoney(task, tick.get())) {
        return Optional.empty();
      } else {
        money = true;
      }
    }
    return Optional.of(breaker ? Stop.BREAKER : money ? Stop.BUDGET : Stop.NOTHING_LEFT);
  }

  /// The breaker of its project or its model is open.
  private static boolean isForBreaker(Task task, Map<String, Deferral> deferrals) {
    Deferral own = deferrals.get(task.id());
    return own != null && own.reason() instanceof DeferReason.BreakerOpen;
  }

  private static boolean isBlockedForMoney(Task task) {
    Setbacks setbacks = task.progress().setbacks();
    return task.state() == TaskState.BLOCKED
        && setbacks.budgetStops() > 0
        && setbacks.interruptions() == 0;
  }

  /// The scheduler looks at the first few of a queue only: what stands behind tasks that wait for
  /// money waits for it too.
  private static boolean isForMoney(Task task, Map<String, Deferral> deferrals) {
    Deferral own = deferrals.get(task.id());
    return own == null
        ? !deferrals.isEmpty() && deferrals.values().stream().allMatch(Outlook::isForMoney)
        : isForMoney(own);
  }

  private static boolean isForMoney(Deferral deferral) {
    return switch (deferral.reason()) {
      case DeferReason.NoMoney _ -> true;
      case DeferReason.Paused _,
          DeferReason.BreakerOpen _,
          DeferReason.OnTrial _,
          DeferReason.AgentsFull _,
          DeferReason.ClassFull _ ->
          false;
    };
  }
}
