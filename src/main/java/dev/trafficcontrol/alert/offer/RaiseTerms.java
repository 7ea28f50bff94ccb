package dev.trafficcontrol.alert.offer;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.Optional;

/// How far one press may raise a limit.
///
/// @param step how much it is raised by
/// @param most however large the step, never by more
/// @param lasting how long the raise lasts
public record RaiseTerms(Step step, Money most, Duration lasting) {

  private static final int HUNDRED = 100;

  public static final Step USUAL_STEP = new Step.Percent(25);
  public static final Money USUAL_MOST = Money.ofUsd("10");
  public static final Duration USUAL_LASTING = Duration.ofHours(2);

  /// By how much a limit is raised.
  public sealed interface Step {

    /// Of the limit, rounded down to a cent.
    record Percent(int percent) implements Step {
      public Percent {
        if (percent < 1 || percent > HUNDRED) {
          throw new IllegalArgumentException(percent + "% is not from 1% to 100%");
        }
      }
    }

    record Amount(Money amount) implements Step {}
  }

  /// The limit after one step; empty where a step is nothing.
  public Optional<Money> after(Money from) {
    Money by =
        switch (step) {
          case Step.Percent(int percent) -> share(from, percent);
          case Step.Amount(Money amount) -> amount;
        };
    Money bounded = by.min(most);
    return bounded.isZero() || bounded.isMoreThan(Money.MAX.minus(from))
        ? Optional.empty()
        : Optional.of(from.plus(bounded));
  }

  private static Money share(Money from, int percent) {
    long cent = Money.ofUsd("0.01").nanos();
    long whole = from.nanos() / HUNDRED * percent + from.nanos() % HUNDRED * percent / HUNDRED;
    return Money.ofNanos(whole - whole % cent);
  }
}
