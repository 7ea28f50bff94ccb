package dev.trafficcontrol.forecast;

import java.util.Arrays;

/// Takes a drift out of what was paid one after the other: what a dearer model version, or growing
/// tasks, make dearer from task to task, counts at today's level.
///
/// The slope is the median of the slopes between any two (Theil and Sen), which a few outliers
/// don't move, on logarithms. It counts as far as it is no accident: the more, the farther
/// Kendall's count of rises less falls is from none, after James and Stein's way to shrink.
final class Trend {

  /// So many of the newest say whether there is one.
  private static final int LOOKS_AT = 60;

  private static final int FEWEST = 10;

  /// No more than a factor of two: what lies farther is another thing than a drift.
  private static final double MOST = Math.log(2);

  /// Half of what James and Stein shrink by: of the values tried, the one by which a drift and its
  /// absence are both forecast best (`docs/DECISIONS.md`).
  private static final double SHRINKS = 0.5;

  /// Below it amounts are as good as nothing, and their logarithms say nothing.
  private static final double LEAST = 1_000;

  private final double[] newestFirst;
  private final double certainty;

  private Trend(double[] newestFirst, double certainty) {
    this.newestFirst = newestFirst;
    this.certainty = certainty;
  }

  /// Each at the level of the one that comes next. Nobody changes it.
  double[] newestFirst() {
    return newestFirst;
  }

  /// How far a drift counted: 0 for none, towards 1 for one beyond doubt.
  double certainty() {
    return certainty;
  }

  /// @param newestFirst left as it is
  static Trend takenOutOf(double[] newestFirst) {
    int n = Math.min(newestFirst.length, LOOKS_AT);
    if (n < FEWEST) {
      return new Trend(newestFirst, 0);
    }
    double[] logs =
        Arrays.stream(newestFirst).limit(n).map(x -> Math.log(Math.max(x, LEAST))).toArray();
    double[] slopes = new double[n * (n - 1) / 2];
    double rises = 0;
    int next = 0;
    for (int newer = 0; newer < n; newer++) {
      for (int older = newer + 1; older < n; older++) {
        double rise = logs[newer] - logs[older];
        rises += Math.signum(rise);
        slopes[next++] = rise / (older - newer);
      }
    }
    double accident = (double) n * (n - 1) * (2 * n + 5) / 18;
    double unlikely = rises * rises / accident;
    if (unlikely <= SHRINKS) {
      return new Trend(newestFirst, 0);
    }
    Arrays.sort(slopes);
    double certainty = 1 - SHRINKS / unlikely;
    return new Trend(levelled(newestFirst, slopes[slopes.length / 2] * certainty), certainty);
  }

  private static double[] levelled(double[] newestFirst, double slope) {
    double[] levelled = newestFirst.clone();
    for (int i = 0; i < levelled.length; i++) {
      double since = Math.min(i + 1, LOOKS_AT);
      levelled[i] *= Math.exp(Math.clamp(slope * since, -MOST, MOST));
    }
    return levelled;
  }
}
