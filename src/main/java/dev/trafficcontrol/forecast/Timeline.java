package dev.trafficcontrol.forecast;

import dev.trafficcontrol.forecast.QueueForecast.Work;
import java.util.Arrays;

/// When each task of one draw is done, in the order in which they are: so many at a time, the next
/// as soon as an agent is free. What a task costs is booked when it is done.
final class Timeline {

  private static final int BITS = 20;
  private static final int MOST_TASKS = 1 << BITS;

  /// The time since the begin and, in the lowest bits, which task it is.
  private final long[] ends;

  private final long begin;

  private Timeline(long[] ends, long begin) {
    this.ends = ends;
    this.begin = begin;
  }

  static Timeline of(Draws draws, Work work) {
    int count = draws.durations.length;
    if (count > MOST_TASKS) {
      throw new IllegalArgumentException(count + " tasks are more than can be forecast");
    }
    long[] free = new long[Math.min(work.agents(), Math.max(1, count))];
    long[] ends = new long[count];
    for (int i = 0; i < count; i++) {
      int agent = 0;
      for (int other = 1; other < free.length; other++) {
        agent = free[other] < free[agent] ? other : agent;
      }
      free[agent] += (long) draws.durations[i];
      ends[i] = free[agent] << BITS | i;
    }
    Arrays.sort(ends);
    return new Timeline(ends, work.begin().toEpochMilli());
  }

  int count() {
    return ends.length;
  }

  /// Which task is the `place`-th to be done.
  int task(int place) {
    return (int) (ends[place] & (MOST_TASKS - 1));
  }

  /// When, in milliseconds since 1970.
  long at(int place) {
    return begin + (ends[place] >> BITS);
  }

  /// When the last one is done.
  long end() {
    return ends.length == 0 ? begin : at(ends.length - 1);
  }
}
