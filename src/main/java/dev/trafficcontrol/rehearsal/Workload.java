package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.money.Money;
import java.time.Duration;

/// What a task costs and takes, cut into equal calls, one after the other.
///
/// As many as make each cost no more than a first call may, but no more than [#MOST_CALLS], unless
/// they would last longer than a call can.
///
/// @param worst what each of them holds
record Workload(Money cost, Duration duration, int calls, Money worst) {

  static final int MOST_CALLS = 12;

  static Workload of(Money cost, Duration duration, Money firstCall) {
    long byCost = Math.ceilDiv(cost.nanos(), firstCall.nanos());
    long byTime = Math.ceilDiv(duration.toMillis(), HoldRequest.LONGEST_LIFETIME.toMillis());
    int calls = (int) Math.max(Math.clamp(byCost, 1, MOST_CALLS), byTime);
    Money dearest = Money.ofNanos(Math.ceilDiv(cost.nanos(), (long) calls));
    return new Workload(cost, duration, calls, firstCall.max(dearest));
  }

  /// Together they cost exactly what the task does.
  Money costOf(int call) {
    long even = cost.nanos() / calls;
    long odd = cost.nanos() % calls;
    return Money.ofNanos(call < odd ? even + 1 : even);
  }

  Duration each() {
    return Duration.ofMillis(Math.max(1, duration.toMillis() / calls));
  }
}
