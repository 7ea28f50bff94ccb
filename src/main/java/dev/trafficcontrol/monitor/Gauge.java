package dev.trafficcontrol.monitor;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/// What ended over one scope within the last quarter of an hour, by the second. Thread-safe.
///
/// A window counts its oldest second whole, so that it never shows less than there was. A clock
/// that was set back counts as standing still.
final class Gauge {

  static final Duration LONGEST = Duration.ofMinutes(15);

  /// One more than the longest window has: its oldest is whole.
  private static final int SLOTS = (int) LONGEST.toSeconds() + 1;

  private final long[] nanos = new long[SLOTS];
  private final long[] tokens = new long[SLOTS];
  private final int[] answered = new int[SLOTS];
  private final int[] failed = new int[SLOTS];

  /// The newest second there is a slot of.
  private long newest = Long.MIN_VALUE;

  synchronized void settled(Money cost, long used, Instant at) {
    int slot = slot(at);
    nanos[slot] = Math.addExact(nanos[slot], cost.nanos());
    tokens[slot] = Math.addExact(tokens[slot], used);
    answered[slot]++;
  }

  synchronized void failed(Instant at) {
    failed[slot(at)]++;
  }

  /// Forgets tokens and which calls failed: a person has looked, and what was before shall not trip
  /// the breaker again. Money stays.
  synchronized void wasLookedAt() {
    Arrays.fill(tokens, 0);
    Arrays.fill(failed, 0);
    Arrays.fill(answered, 0);
  }

  synchronized void forget() {
    Arrays.fill(nanos, 0);
    Arrays.fill(answered, 0);
    wasLookedAt();
    newest = Long.MIN_VALUE;
  }

  synchronized Money money(Duration within, Instant now) {
    return Money.ofNanos(sum(nanos, within, now));
  }

  /// All kinds of tokens alike, those of caches too.
  synchronized long tokens(Duration within, Instant now) {
    return sum(tokens, within, now);
  }

  synchronized Ended ended(Duration within, Instant now) {
    long good = 0;
    long bad = 0;
    int last = slot(now);
    for (int back = 0; back <= seconds(within); back++) {
      int slot = Math.floorMod(last - back, SLOTS);
      good += answered[slot];
      bad += failed[slot];
    }
    return new Ended(good, bad);
  }

  /// Calls that had an answer, and those that had none.
  record Ended(long answered, long failed) {

    long all() {
      return answered + failed;
    }
  }

  private long sum(long[] of, Duration within, Instant now) {
    int last = slot(now);
    long sum = 0;
    for (int back = 0; back <= seconds(within); back++) {
      sum = Math.addExact(sum, of[Math.floorMod(last - back, SLOTS)]);
    }
    return sum;
  }

  private static int seconds(Duration within) {
    return (int) Math.min(within.toSeconds(), SLOTS - 1);
  }

  /// The slot of that second, emptied of what was there a round before.
  private int slot(Instant at) {
    long second = Math.max(at.getEpochSecond(), newest);
    if (newest == Long.MIN_VALUE) {
      newest = second;
    }
    long toEmpty = Math.min(second - newest, SLOTS);
    for (long each = 0; each < toEmpty; each++) {
      int slot = (int) Math.floorMod(second - each, (long) SLOTS);
      nanos[slot] = 0;
      tokens[slot] = 0;
      answered[slot] = 0;
      failed[slot] = 0;
    }
    newest = second;
    return (int) Math.floorMod(second, (long) SLOTS);
  }
}
