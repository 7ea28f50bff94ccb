package dev.trafficcontrol.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/// Times in nanoseconds that many threads note, up to a number.
final class Latencies {

  private final long[] nanos;
  private final AtomicInteger count = new AtomicInteger();

  Latencies(int most) {
    this.nanos = new long[most];
  }

  void note(long time) {
    int at = count.getAndIncrement();
    if (at < nanos.length) {
      nanos[at] = time;
    }
  }

  int count() {
    return Math.min(count.get(), nanos.length);
  }

  /// In milliseconds.
  double quantile(double share) {
    long[] sorted = Arrays.copyOf(nanos, count());
    Arrays.sort(sorted);
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] / 1e6;
  }
}
