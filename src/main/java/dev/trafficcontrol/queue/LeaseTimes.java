package dev.trafficcontrol.queue;

import java.time.Duration;

/// How long a claim lasts, and how closely that is watched.
///
/// @param lasts how long, unless it is renewed
/// @param renewEvery how often that is tried
/// @param margin how long before its end a lease that could not be renewed ends its run: ending
///   takes time too
/// @param takeOverEvery how often a node looks for claims of others whose lease is over
public record LeaseTimes(
    Duration lasts, Duration renewEvery, Duration margin, Duration takeOverEvery) {

  public static final LeaseTimes DEFAULT =
      new LeaseTimes(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(8),
          Duration.ofSeconds(5));

  public LeaseTimes {
    if (lasts.compareTo(renewEvery.plus(margin)) <= 0) {
      throw new IllegalArgumentException(
          "a lease of %s that is renewed after %s ends its run %s before its end"
              .formatted(lasts, renewEvery, margin));
    }
  }
}
