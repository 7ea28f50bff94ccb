package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/// What one scope has spent and holds, whether or not a budget is over it.
///
/// Every scope that ever paid has one, so that a budget made later counts what was spent before it,
/// and the holds that are open. It keeps as much as any window could ask for.
final class Account {

  private Money held = Money.ZERO;
  private Money total = Money.ZERO;

  /// For the rolling hour.
  private final Buckets minutes = new Buckets(Duration.ofMinutes(1), Duration.ofHours(1));

  /// For every longer window. Midnight is at a border of a quarter of an hour in every zone there
  /// is, and no month has 32 days.
  private final Buckets quarters = new Buckets(Duration.ofMinutes(15), Duration.ofDays(32));

  Money held() {
    return held;
  }

  Money total() {
    return total;
  }

  Money spent(Window window, Instant now) {
    return switch (window) {
      case RollingWindow.HOUR -> minutes.sum(window, now);
      case RollingWindow _, CalendarWindow _ -> quarters.sum(window, now);
      case Window.Total _ -> total;
    };
  }

  /// When time will have freed `needed`, or null where it never does.
  @Nullable Instant freesAt(Window window, Money needed, Instant now) {
    return switch (window) {
      case RollingWindow.HOUR -> minutes.freesAt(window, needed, now);
      case RollingWindow _, CalendarWindow _ -> quarters.freesAt(window, needed, now);
      case Window.Total _ -> null;
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
    minutes.add(at, cost);
    quarters.add(at, cost);
  }

  NavigableMap<Long, Long> minutes(Instant now) {
    return minutes.content(now);
  }

  NavigableMap<Long, Long> quarters(Instant now) {
    return quarters.content(now);
  }

  /// What a snapshot says was spent, of an account that has spent nothing.
  void restore(Money spent, Map<Long, Long> byMinute, Map<Long, Long> byQuarter) {
    total = spent;
    minutes.restore(byMinute);
    quarters.restore(byQuarter);
  }

  void forgetBefore(Instant now) {
    minutes.forgetBefore(now);
    quarters.forgetBefore(now);
  }

  void setBack(Instant now) {
    minutes.setBack(now);
    quarters.setBack(now);
  }

  void correct(Instant bookedAt, Money charged, Money actual) {
    total = total.plus(actual).minus(charged);
    minutes.add(bookedAt, actual);
    minutes.takeBack(bookedAt, charged);
    quarters.add(bookedAt, actual);
    quarters.takeBack(bookedAt, charged);
  }
}
