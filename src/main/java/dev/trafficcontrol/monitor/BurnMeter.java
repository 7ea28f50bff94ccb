package dev.trafficcontrol.monitor;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// What was settled within the last minute. Not thread-safe.
final class BurnMeter {

  static final Duration WINDOW = Duration.ofMinutes(1);

  private record Settled(Instant at, Money cost) {}

  private final Deque<Settled> settled = new ArrayDeque<>();
  private Money sum = Money.ZERO;

  void settled(Money cost, Instant at) {
    settled.add(new Settled(at, cost));
    sum = sum.plus(cost);
  }

  Money lastMinute(Instant now) {
    Instant begin = now.minus(WINDOW);
    while (!settled.isEmpty() && !settled.getFirst().at().isAfter(begin)) {
      sum = sum.minus(settled.removeFirst().cost());
    }
    return sum;
  }
}
