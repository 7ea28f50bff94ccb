package dev.trafficcontrol.monitor;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.RollingWindow;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How fast money and tokens go over one scope: a minute, on an average of one, five and fifteen.
///
/// @param money settled, and what is metered so far in flight
/// @param tokens of calls that ended, of all kinds
public record Rates(Scope scope, Over<Money> money, Over<Long> tokens) {

  /// What lasts longer at the rate of five minutes may as well last for ever.
  private static final Duration FAR = Duration.ofDays(1);

  public record Over<T>(T one, T five, T fifteen) {}

  /// @param metered so far in flight, read before the gauge is
  static Rates of(Scope scope, Money metered, Gauge gauge, Instant now) {
    return new Rates(
        scope,
        new Over<>(
            money(gauge, Judge.BURN_WINDOW, metered, now),
            money(gauge, Judge.LONG_WINDOW, metered, now),
            money(gauge, Gauge.LONGEST, metered, now)),
        new Over<>(
            tokens(gauge, Judge.BURN_WINDOW, now),
            tokens(gauge, Judge.LONG_WINDOW, now),
            tokens(gauge, Gauge.LONGEST, now)));
  }

  private static Money money(Gauge gauge, Duration within, Money metered, Instant now) {
    return Money.ofNanos(gauge.money(within, now).plus(metered).nanos() / within.toMinutes());
  }

  private static long tokens(Gauge gauge, Duration within, Instant now) {
    return gauge.tokens(within, now) / within.toMinutes();
  }

  /// How long what is left of a budget lasts at the average of five minutes; empty where nothing is
  /// spent, or it lasts for a day, or for as long as the window is: then money frees as fast.
  public Optional<Duration> lasts(BudgetView budget) {
    long perMinute = money.five().nanos();
    if (perMinute == 0) {
      return Optional.empty();
    }
    double minutes = (double) budget.free().nanos() / perMinute;
    return minutes >= far(budget.id().window()).toMinutes()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(minutes * Duration.ofMinutes(1).toSeconds())));
  }

  private static Duration far(Window window) {
    return window instanceof RollingWindow rolling && rolling.length().compareTo(FAR) < 0
        ? rolling.length()
        : FAR;
  }
}
