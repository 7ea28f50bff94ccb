package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What one scope has spent and holds, whether or not a budget is over it.
///
/// Every scope that ever paid has one, so that a budget made later counts what was spent before it,
/// and the holds that are open.
final class Account {

  private Money held = Money.ZERO;
  private Money total = Money.ZERO;
  private final RollingSum hour = new RollingSum(Duration.ofHours(1), Duration.ofMinutes(1));
  private final RollingSum day = new RollingSum(Duration.ofDays(1), Duration.ofMinutes(15));

  Money held() {
    return held;
  }

  Money spent(Window window, Instant now) {
    return switch (window) {
      case ROLLING_HOUR -> hour.sum(now);
      case ROLLING_DAY -> day.sum(now);
      case TOTAL -> total;
    };
  }

  /// When time will have freed `needed`, or null where it never does.
  @Nullable Instant freesAt(Window window, Money needed) {
    return switch (window) {
      case ROLLING_HOUR -> hour.freesAt(needed);
      case ROLLING_DAY -> day.freesAt(needed);
      case TOTAL -> null;
    };
  }

  void hold(Money amount) {
    held = held.plus(amount);
  }

  void release(Money amount) {
    held = held.minus(amount);
  }

  void spend(Instant at, Money cost) {
    total = total.plus(cost);
    hour.add(at, cost);
    day.add(at, cost);
  }

  void setBack(Instant now) {
    hour.setBack(now);
    day.setBack(now);
  }

  void correct(Instant bookedAt, Money charged, Money actual) {
    total = total.plus(actual).minus(charged);
    hour.add(bookedAt, actual);
    hour.takeBack(bookedAt, charged);
    day.add(bookedAt, actual);
    day.takeBack(bookedAt, charged);
  }
}
