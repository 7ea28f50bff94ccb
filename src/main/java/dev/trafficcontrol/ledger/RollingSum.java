package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was spent in the last hour, or day, kept in sub-buckets of which the oldest counts whole.
///
/// So the sum is never too small; it is too large by at most the part of the oldest bucket that has
/// left the window. Time that goes back changes nothing ([#setBack] apart): what has left the
/// window stays out.
final class RollingSum {

  private final long windowMillis;
  private final long bucketMillis;
  private final TreeMap<Long, Long> nanosByBucket = new TreeMap<>();
  private long sumNanos;
  private long firstCounted = Long.MIN_VALUE;

  RollingSum(Duration window, Duration bucket) {
    this.windowMillis = window.toMillis();
    this.bucketMillis = bucket.toMillis();
  }

  void add(Instant at, Money amount) {
    change(at, amount.nanos());
  }

  /// Takes back what was added at the same instant before.
  void takeBack(Instant at, Money amount) {
    change(at, -amount.nanos());
  }

  private void change(Instant at, long nanos) {
    long bucket = Math.floorDiv(at.toEpochMilli(), bucketMillis);
    if (bucket < firstCounted || nanos == 0) {
      return;
    }
    nanosByBucket.merge(bucket, nanos, Math::addExact);
    sumNanos = Math.addExact(sumNanos, nanos);
  }

  Money sum(Instant now) {
    // A bucket has left the window once its last instant is a window ago.
    firstCounted =
        Math.max(firstCounted, Math.floorDiv(now.toEpochMilli() - windowMillis, bucketMillis));
    while (!nanosByBucket.isEmpty() && nanosByBucket.firstKey() < firstCounted) {
      sumNanos = Math.subtractExact(sumNanos, nanosByBucket.pollFirstEntry().getValue());
    }
    return Money.ofNanos(sumNanos);
  }

  /// The clock was set to `now`: what was spent at times that lie ahead now counts as spent now.
  ///
  /// What has left the window by the time before is forgotten here; only a sum that is replayed
  /// from the book, and was not asked meanwhile, still has it.
  void setBack(Instant now) {
    long bucket = Math.floorDiv(now.toEpochMilli(), bucketMillis);
    firstCounted =
        Math.min(firstCounted, Math.floorDiv(now.toEpochMilli() - windowMillis, bucketMillis));
    NavigableMap<Long, Long> ahead = nanosByBucket.tailMap(bucket, false);
    long nanos = ahead.values().stream().reduce(0L, Math::addExact);
    ahead.clear();
    if (nanos != 0) {
      nanosByBucket.merge(bucket, nanos, Math::addExact);
    }
  }

  /// When at least `needed` of the sum will have left the window, or null where there is not that
  /// much in it.
  @Nullable Instant freesAt(Money needed) {
    long freed = 0;
    for (Map.Entry<Long, Long> bucket : nanosByBucket.entrySet()) {
      freed = Math.addExact(freed, bucket.getValue());
      if (freed >= needed.nanos()) {
        return Instant.ofEpochMilli((bucket.getKey() + 1) * bucketMillis + windowMillis);
      }
    }
    return null;
  }
}
