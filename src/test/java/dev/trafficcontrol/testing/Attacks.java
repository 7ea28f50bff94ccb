package dev.trafficcontrol.testing;

import java.util.stream.LongStream;

/// How long and how often the seeded attacks go on. A failing one prints its seed.
///
/// `-Dtrafficcontrol.attacks=long` runs the long ones, `brief` a fiftieth of the usual: for whoever
/// runs them thousands of times, as mutation testing does. `-Dtrafficcontrol.seed=N` repeats one
/// seed.
public final class Attacks {

  static final String PROPERTY = "trafficcontrol.attacks";
  static final String LONG = "long";
  private static final String BRIEF = "brief";
  private static final int FRACTION_WHEN_BRIEF = 50;
  private static final String SEED = "trafficcontrol.seed";

  private Attacks() {}

  /// As many seeds as this build is to try, from 1 on; or the one that was asked for.
  public static LongStream seeds(int usually, int whenLong) {
    Long only = Long.getLong(SEED);
    return only == null ? LongStream.rangeClosed(1, times(usually, whenLong)) : LongStream.of(only);
  }

  /// Whether a failure has only to be seen, not to be understood.
  public static boolean isBrief() {
    return BRIEF.equals(System.getProperty(PROPERTY));
  }

  /// How often to repeat, as with kills at random moments.
  public static int times(int usually, int whenLong) {
    return switch (System.getProperty(PROPERTY, "")) {
      case LONG -> whenLong;
      case BRIEF -> Math.max(1, usually / FRACTION_WHEN_BRIEF);
      default -> usually;
    };
  }
}
