package dev.trafficcontrol.forecast;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/// What a group of like tasks says about the next one, blended with what is thought without it.
///
/// Three parts have weight: the group's own tasks, the newest one most; what is thought without
/// them, which counts as three tasks while there are none and next to nothing once there are
/// thirty; and what was not seen yet. That last part is what makes a quantile hold: of n tasks and
/// one more, any is the dearest with the same chance, so the next one is above all n in one of n +
/// 1 cases.
final class Blend {

  /// From so many on a group can tell what nine of ten cost.
  static final int ENOUGH = 10;

  /// A task counts half as much as one that came so many like ones later.
  private static final double HALF_LIFE = 60;

  private static final double WITHOUT_ANY = 3;
  private static final int OTHERS = 200;
  private static final int UNSEEN = 10;

  /// The dearest so many say how far what is dearer still may lie.
  private static final int DEAREST = 5;

  private static final double HEAVIEST = 2;
  private static final double LIGHTEST = 5;

  private static final double DEAREST_TENTH = 0.9;

  /// What becomes of the part that a group has not seen, while it is too small to say.
  enum Unseen {
    /// It may be as much as it can be.
    UNBOUNDED,
    /// It is like the dearest tenth of what is thought without the group.
    LIKE_OTHERS
  }

  private Blend() {}

  /// A group that nothing vouches for.
  static Empirical of(double[] newestFirst) {
    return blended(newestFirst, Empirical.UNKNOWN, 1, Unseen.UNBOUNDED);
  }

  /// A group within another, or beside a person's word.
  static Empirical of(double[] newestFirst, Empirical without, Unseen unseen) {
    double own = weight(newestFirst.length);
    return newestFirst.length == 0
        ? without
        : blended(newestFirst, without, own / (own + 1), unseen);
  }

  /// A group whose others are of another kind: they vouch for little.
  static Empirical ofUnlike(double[] newestFirst, Empirical without) {
    return blended(newestFirst, without, 1, Unseen.UNBOUNDED);
  }

  private static Empirical blended(
      double[] own, Empirical without, double unseenWeight, Unseen unseen) {
    double[] others = without.points(OTHERS, 0);
    double[] above = unseen(own, without, unseen);
    double others1 = WITHOUT_ANY / (weight(own.length) + 1) / OTHERS;
    DoubleStream weights =
        DoubleStream.concat(
            DoubleStream.iterate(1, w -> w * Math.pow(0.5, 1 / HALF_LIFE)).limit(own.length),
            DoubleStream.concat(
                DoubleStream.generate(() -> others1).limit(OTHERS),
                DoubleStream.generate(() -> unseenWeight / UNSEEN).limit(UNSEEN)));
    DoubleStream values =
        DoubleStream.concat(
            DoubleStream.of(own),
            DoubleStream.concat(DoubleStream.of(others), DoubleStream.of(above)));
    return Empirical.of(values.toArray(), weights.toArray());
  }

  private static double[] unseen(double[] own, Empirical without, Unseen unseen) {
    double dearest = DoubleStream.of(own).max().orElse(0);
    if (own.length >= ENOUGH) {
      double tail = tail(own);
      return DoubleStream.iterate(0.5 / UNSEEN, p -> p + 1.0 / UNSEEN)
          .limit(UNSEEN)
          .map(p -> dearest * Math.pow(1 - p, -1 / tail))
          .toArray();
    }
    return switch (unseen) {
      case UNBOUNDED ->
          DoubleStream.generate(() -> Double.POSITIVE_INFINITY).limit(UNSEEN).toArray();
      case LIKE_OTHERS ->
          DoubleStream.of(without.points(UNSEEN, DEAREST_TENTH))
              .map(each -> Math.max(each, dearest))
              .toArray();
    };
  }

  /// With which power of what it costs the chance of something dearer falls (Hill's estimate): 2 is
  /// as heavy as tails of costs are taken for, and of nothing seen it is told that it is light.
  private static double tail(double[] own) {
    double[] dearest = own.clone();
    Arrays.sort(dearest);
    double least = dearest[dearest.length - 1 - DEAREST];
    if (least <= 0) {
      return HEAVIEST;
    }
    double excess = 0;
    for (int i = dearest.length - DEAREST; i < dearest.length; i++) {
      excess += Math.log(dearest[i] / least) / DEAREST;
    }
    return excess <= 0 ? LIGHTEST : Math.clamp(1 / excess, HEAVIEST, LIGHTEST);
  }

  /// What so many tasks weigh together.
  private static double weight(int tasks) {
    double fades = Math.pow(0.5, 1 / HALF_LIFE);
    return (1 - Math.pow(fades, tasks)) / (1 - fades);
  }
}
