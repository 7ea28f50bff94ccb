package dev.trafficcontrol.ledger;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What was spent lately, by short stretches of time; windows are summed up from them.
///
/// A window counts whole buckets, so that its sum is never too small. A sum is kept for each window
/// that was ever asked for, and changed along: asking again costs as much however many buckets
/// there are. Time that goes back changes nothing ([#setBack] apart).
final class Buckets {

  private final long bucketMillis;
  private final long keptMillis;
  private final TreeMap<Long, Long> nanosByBucket = new TreeMap<>();
  private final Map<Window, Sum> sums = new HashMap<>();
  private long firstKept = Long.MIN_VALUE;

  /// The buckets from `first` on, added up.
  private static final class Sum {
    private long first;
    private Instant until;
    private long nanos;

    private Sum(long first, Instant until, long nanos) {
      this.first = first;
      this.until = until;
      this.nanos = nanos;
    }

    void change(long bucket, long change) {
      if (bucket >= first) {
        nanos = Math.addExact(nanos, change);
      }
    }
  }

  /// Nano-USD by bucket, what is zero left out, and what no window can ask for at `now`.
  NavigableMap<Long, Long> content(Instant now) {
    NavigableMap<Long, Long> content = new TreeMap<>(nanosByBucket.tailMap(firstAt(now), true));
    content.values().removeIf(nanos -> nanos == 0);
    return content;
  }

  void restore(Map<Long, Long> content) {
    nanosByBucket.putAll(content);
    sums.clear();
  }

  /// @param bucket a border of every window that is asked for is one of a bucket's
  /// @param kept at least as long as every window that is asked for
  Buckets(Duration bucket, Duration kept) {
    this.bucketMillis = bucket.toMillis();
    this.keptMillis = kept.toMillis();
  }

  void add(Instant at, Money amount) {
    change(at, amount.nanos());
  }

  /// Takes back what was added at the same instant before.
  void takeBack(Instant at, Money amount) {
    change(at, -amount.nanos());
  }

  private void change(Instant at, long nanos) {
    long bucket = bucketOf(at);
    if (bucket < firstKept || nanos == 0) {
      return;
    }
    nanosByBucket.merge(bucket, nanos, Math::addExact);
    sums.values().forEach(sum -> sum.change(bucket, nanos));
  }

  Money sum(Window window, Instant now) {
    return Money.ofNanos(sumOf(window, now).nanos);
  }

  private Sum sumOf(Window window, Instant now) {
    Sum sum = sums.get(window);
    if (sum == null) {
      Span span = window.span(now);
      long first = bucketOf(span.from());
      sum = new Sum(first, span.until(), total(nanosByBucket.tailMap(first, true)));
      sums.put(window, sum);
    } else if (!now.isBefore(sum.until)) {
      Span span = window.span(now);
      long first = Math.max(sum.first, bucketOf(span.from()));
      long left = total(nanosByBucket.subMap(sum.first, true, first, false));
      sum.nanos = Math.subtractExact(sum.nanos, left);
      sum.first = first;
      sum.until = span.until();
    }
    return sum;
  }

  /// Lets go of what no window can ask for any more. Not done while a book is replayed: a clock
  /// that is set back there needs what was spent before the time that was wrong.
  void forgetBefore(Instant now) {
    long first = firstAt(now);
    if (first <= firstKept) {
      return;
    }
    firstKept = first;
    while (!nanosByBucket.isEmpty() && nanosByBucket.firstKey() < first) {
      Map.Entry<Long, Long> gone = nanosByBucket.pollFirstEntry();
      sums.values().forEach(sum -> sum.change(gone.getKey(), -gone.getValue()));
    }
  }

  /// The clock was set to `now`: what was spent at times that lie ahead now counts as spent now.
  ///
  /// What was let go of by the time before stays away; only a sum that is replayed from the book
  /// still has it.
  void setBack(Instant now) {
    sums.clear();
    firstKept = Math.min(firstKept, firstAt(now));
    long bucket = bucketOf(now);
    NavigableMap<Long, Long> ahead = nanosByBucket.tailMap(bucket, false);
    long nanos = total(ahead);
    ahead.clear();
    if (nanos != 0) {
      nanosByBucket.merge(bucket, nanos, Math::addExact);
    }
  }

  /// When at least `needed` of the window's sum will have left it, or null where there is not that
  /// much in it.
  @Nullable Instant freesAt(Window window, Money needed, Instant now) {
    long freed = 0;
    long first = sumOf(window, now).first;
    for (Map.Entry<Long, Long> bucket : nanosByBucket.tailMap(first, true).entrySet()) {
      freed = Math.addExact(freed, bucket.getValue());
      if (freed >= needed.nanos()) {
        return window.leavesAt(Instant.ofEpochMilli((bucket.getKey() + 1) * bucketMillis));
      }
    }
    return null;
  }

  private long firstAt(Instant now) {
    return Math.floorDiv(now.toEpochMilli() - keptMillis, bucketMillis);
  }

  private long bucketOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), bucketMillis);
  }

  private static long total(Map<Long, Long> buckets) {
    long nanos = 0;
    for (long some : buckets.values()) {
      nanos = Math.addExact(nanos, some);
    }
    return nanos;
  }
}
