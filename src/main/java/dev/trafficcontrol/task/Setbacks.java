package dev.trafficcontrol.task;

/// What went wrong with a task since a person last queued it. Each kind has a bound of its own, and
/// none counts for another.
///
/// @param failures attempts that ended in a retry or a failure
/// @param budgetStops attempts in a row that were refused money, of which the first alone may have
///   got anything done
/// @param interruptions attempts in a row that were broken off by something else than the task: its
///   daemon died, was stopped, or lost its claim
public record Setbacks(int failures, int budgetStops, int interruptions) {

  public static final Setbacks NONE = new Setbacks(0, 0, 0);

  public Setbacks failed() {
    return new Setbacks(failures + 1, budgetStops, 0);
  }

  public Setbacks refusedMoney() {
    return new Setbacks(failures, budgetStops + 1, 0);
  }

  /// Refused money after it had got something done.
  public Setbacks ranOutOfMoney() {
    return new Setbacks(failures, 1, 0);
  }

  public Setbacks interrupted() {
    return new Setbacks(failures, budgetStops, interruptions + 1);
  }

  /// An attempt came to an end of its own.
  public Setbacks ended() {
    return new Setbacks(failures, budgetStops, 0);
  }
}
