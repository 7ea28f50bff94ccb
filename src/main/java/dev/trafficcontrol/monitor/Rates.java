package dev.trafficcontrol.monitor;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.Optional;

/// How fast money and tokens go over one scope: a minute, on an average of one, five and fifteen.
///
/// @param money settled, and what is metered so far in flight
/// @param tokens of calls that ended, of all kinds
public record Rates(Scope scope, Over<Money> money, Over<Long> tokens) {

  /// Longest forecast that says anything.
  private static final Duration FAR = Duration.ofDays(30);

  public record Over<T>(T one, T five, T fifteen) {}

  /// How long what is left of a budget lasts at the average of five minutes; empty where nothing is
  /// spent, or it lasts for a month.
  public Optional<Duration> lasts(BudgetView budget) {
    long perMinute = money.five().nanos();
    if (perMinute == 0) {
      return Optional.empty();
    }
    double minutes = (double) budget.free().nanos() / perMinute;
    return minutes >= FAR.toMinutes()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(minutes * Duration.ofMinutes(1).toSeconds())));
  }
}
