package dev.trafficcontrol.forecast;

/// The standard normal distribution, by a table: a queue's forecast asks for it a million times.
final class Normal {

  private static final double FARTHEST = 6;
  private static final int STEPS_PER_UNIT = 512;
  private static final double[] TABLE = table();

  private Normal() {}

  /// The share that lies below `x`, exact to about 1e-6.
  static double share(double x) {
    double at = (Math.clamp(x, -FARTHEST, FARTHEST) + FARTHEST) * STEPS_PER_UNIT;
    int below = Math.min((int) at, TABLE.length - 2);
    return TABLE[below] + (at - below) * (TABLE[below + 1] - TABLE[below]);
  }

  /// Below which the share `p` lies: the other way round.
  static double quantile(double p) {
    double low = -FARTHEST;
    double high = FARTHEST;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (share(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double[] table() {
    double[] shares = new double[(int) (2 * FARTHEST * STEPS_PER_UNIT) + 1];
    for (int i = 0; i < shares.length; i++) {
      double x = (double) i / STEPS_PER_UNIT - FARTHEST;
      shares[i] = x < 0 ? upperTail(-x) : 1 - upperTail(x);
    }
    return shares;
  }

  /// Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17; for `x` from 0 on.
  private static double upperTail(double x) {
    double t = 1 / (1 + 0.2316419 * x);
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * sum;
  }
}
