package dev.trafficcontrol.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A distribution made of points with weights. [Double#POSITIVE_INFINITY] is a point too: "as much
/// as it can be, whatever that is".
final class Empirical {

  /// So finely a distribution without points is cut into some.
  private static final int SLICES = 200;

  /// How far apart a person's word, or a default, and what came of it are: two of three lie within
  /// a factor of e.
  private static final double PRIOR_SPREAD = 1;

  /// As much as it can be, for certain.
  static final Empirical UNKNOWN =
      new Empirical(new double[] {Double.POSITIVE_INFINITY}, new double[] {1});

  private final double[] values;

  /// Of the values up to and including each, in all 1.
  private final double[] shares;

  private Empirical(double[] values, double[] shares) {
    this.values = values;
    this.shares = shares;
  }

  /// @param values in any order, none of them negative
  /// @param weights of each value, of any sum
  static Empirical of(double[] values, double[] weights) {
    int[] order = order(values);
    double all = Arrays.stream(weights).sum();
    double[] sorted = new double[values.length];
    double[] shares = new double[values.length];
    double below = 0;
    for (int i = 0; i < order.length; i++) {
      sorted[i] = values[order[i]];
      below += weights[order[i]];
      shares[i] = below / all;
    }
    return new Empirical(sorted, shares);
  }

  /// From the least to the most. A double that is not negative sorts as its bits do; the last of
  /// them, which say nothing of money, make room for which one it is.
  private static int[] order(double[] values) {
    long places = Math.max(1, Long.highestOneBit(values.length) * 2);
    long[] keys = new long[values.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (Double.doubleToLongBits(values[i]) & -places) | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) (key & (places - 1))).toArray();
  }

  /// Log-normal around `median`.
  static Empirical around(double median) {
    double[] values = new double[SLICES];
    double[] shares = new double[SLICES];
    for (int i = 1; i <= SLICES; i++) {
      double share = (double) i / SLICES;
      double last = 1 - 0.5 / SLICES;
      values[i - 1] = median * Math.exp(PRIOR_SPREAD * Normal.quantile(Math.min(share, last)));
      shares[i - 1] = share;
    }
    return new Empirical(values, shares);
  }

  /// The value below which the share `p` lies. Between two points it lies between them, so that a
  /// few points are no staircase.
  double quantile(double p) {
    int found = Arrays.binarySearch(shares, p);
    if (found >= 0) {
      return values[found];
    }
    int above = Math.min(-found - 1, values.length - 1);
    double high = values[above];
    double low = above == 0 ? high / 2 : values[above - 1];
    double from = above == 0 ? 0 : shares[above - 1];
    if (Double.isInfinite(high)) {
      return high;
    }
    double way = Math.clamp((p - from) / (shares[above] - from), 0, 1);
    return low + way * (high - low);
  }

  /// Points that stand for the part from the share `from` on, each for as much as the others.
  double[] points(int count, double from) {
    return IntStream.range(0, count)
        .mapToDouble(i -> quantile(from + (1 - from) * (i + 0.5) / count))
        .toArray();
  }
}
