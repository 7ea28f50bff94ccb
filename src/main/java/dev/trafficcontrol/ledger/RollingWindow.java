package dev.trafficcontrol.ledger;

import java.time.Duration;
import java.time.Instant;

/// The last hour, day, week or 30 days, counted in buckets of which the oldest counts whole: never
/// too little, and too much by less than a bucket.
public enum RollingWindow implements Window {
  HOUR("rolling-hour", Duration.ofHours(1), Duration.ofMinutes(1)),
  DAY("rolling-day", Duration.ofDays(1), Duration.ofMinutes(15)),
  WEEK("rolling-week", Duration.ofDays(7), Duration.ofMinutes(15)),
  THIRTY_DAYS("rolling-30-days", Duration.ofDays(30), Duration.ofMinutes(15));

  private final String label;
  private final Duration length;
  private final Duration bucket;

  RollingWindow(String label, Duration length, Duration bucket) {
    this.label = label;
    this.length = length;
    this.bucket = bucket;
  }

  @Override
  public String label() {
    return label;
  }

  /// How long what was spent counts.
  public Duration length() {
    return length;
  }

  /// A bucket leaves once its last instant is a window ago.
  @Override
  public Span span(Instant now) {
    long millis = bucket.toMillis();
    long oldest = Math.floorDiv(now.minus(length).toEpochMilli(), millis);
    return new Span(
        Instant.ofEpochMilli(oldest * millis),
        Instant.ofEpochMilli((oldest + 1) * millis).plus(length));
  }

  @Override
  public Instant leavesAt(Instant end) {
    return end.plus(length);
  }

  @Override
  public String toString() {
    return label;
  }
}
