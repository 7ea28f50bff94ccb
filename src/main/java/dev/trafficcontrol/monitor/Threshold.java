package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert.Severity;
import dev.trafficcontrol.money.Money;
import java.util.Arrays;
import java.util.Optional;

/// A part of a budget's limit that people are told of once it is spent, the smallest first.
enum Threshold {
  HALF(50, Severity.INFO),
  THREE_QUARTERS(75, Severity.INFO),
  NINE_TENTHS(90, Severity.WARNING),
  ALL(100, Severity.CRITICAL);

  private final int percent;
  private final Severity severity;

  Threshold(int percent, Severity severity) {
    this.percent = percent;
    this.severity = severity;
  }

  int percent() {
    return percent;
  }

  Severity severity() {
    return severity;
  }

  /// The highest that `spent` has reached. Nothing spent reaches none, also where the limit is
  /// nothing.
  static Optional<Threshold> reached(Money spent, Money limit) {
    return spent.isZero()
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(threshold -> !threshold.of(limit).isMoreThan(spent))
            .reduce((lower, higher) -> higher);
  }

  /// Rounded up to a nano-dollar; can't overflow.
  private Money of(Money limit) {
    long hundredths = limit.nanos() / 100;
    long rest = limit.nanos() % 100;
    return Money.ofNanos(hundredths * percent + Math.ceilDiv(rest * percent, 100));
  }
}
