package dev.trafficcontrol.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// When to try again: twice as long after each failure, up to a bound, and never in step with
/// others.
///
/// @param first the wait after the first failure, before jitter
/// @param longest the longest wait
public record Backoff(Duration first, Duration longest) {

  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));

  private static final int MOST_DOUBLINGS = 20;

  public Backoff {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("a backoff from " + first + " to " + longest);
    }
  }

  /// @param failures so far, from 1
  public Instant retryAt(Instant now, int failures, RandomGenerator random) {
    long doubled = first.toMillis() << Math.clamp(failures - 1, 0, MOST_DOUBLINGS);
    long wait = Math.min(doubled, longest.toMillis());
    return now.plusMillis(wait / 2 + random.nextLong(wait / 2 + 1));
  }
}
