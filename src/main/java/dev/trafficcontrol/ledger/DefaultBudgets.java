package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.util.Map;

/// The limits of scopes for which nothing was said. They are written into the book at a scope's
/// first use, so that no row never means no limit.
public final class DefaultBudgets {

  public static final Money GLOBAL_PER_HOUR = Money.ofUsd("10");
  public static final Money GLOBAL_PER_DAY = Money.ofUsd("50");
  public static final Money PER_RUN = Money.ofUsd("2");
  public static final Money PER_TASK = Money.ofUsd("5");
  public static final Money PER_PROBATION = Money.ofUsd("1");

  private DefaultBudgets() {}

  public static Map<Window, Limit> of(ScopeKind kind) {
    return switch (kind) {
      case GLOBAL ->
          Map.of(
              Window.ROLLING_HOUR, Limit.of(GLOBAL_PER_HOUR),
              Window.ROLLING_DAY, Limit.of(GLOBAL_PER_DAY));
      case RUN -> Map.of(Window.TOTAL, Limit.of(PER_RUN));
      case TASK -> Map.of(Window.TOTAL, Limit.of(PER_TASK));
      case PROBATION -> Map.of(Window.TOTAL, Limit.of(PER_PROBATION));
      // These divide what the global budget allows; the global default is over all of them.
      case PROJECT, MODEL, KEY, CONFIRMATION -> Map.of();
    };
  }
}
