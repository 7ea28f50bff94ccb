package dev.trafficcontrol.ledger;

/// What people call a breaker.
public final class BreakerName {

  private BreakerName() {}

  /// `breaker`, or `breaker of project:shop`.
  public static String of(Scope scope) {
    return scope.equals(Scope.GLOBAL) ? "breaker" : "breaker of " + scope;
  }

  /// How to reset it.
  public static String reset(Scope scope) {
    return "trafficctl breaker reset%s --reason TEXT"
        .formatted(scope.equals(Scope.GLOBAL) ? "" : " --scope " + scope);
  }

  /// Where there can be one, each call belongs to it by its key alone, and people know it by name.
  public static boolean isPossible(Scope scope) {
    return switch (scope.kind()) {
      case GLOBAL, PROJECT, MODEL, KEY -> !scope.subject().equals(Scope.EACH);
      case TASK, RUN, CONFIRMATION, PROBATION -> false;
    };
  }
}
