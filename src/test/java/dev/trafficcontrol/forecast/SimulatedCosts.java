package dev.trafficcontrol.forecast;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/// What tasks cost in worlds that are known, in USD.
enum SimulatedCosts {
  LOG_NORMAL {
    @Override
    double next(SplittableRandom random, int ordinal) {
      return 0.4 * Math.exp(0.8 * random.nextGaussian());
    }
  },
  /// Most tasks are done at the first try, a quarter takes ten times as much.
  TWO_HUMPED {
    @Override
    double next(SplittableRandom random, int ordinal) {
      double hump = random.nextDouble() < 0.25 ? 1.5 : 0.15;
      return hump * Math.exp(0.4 * random.nextGaussian());
    }
  },
  /// Pareto with an exponent of two, whose variance has no end, and half as much again after thirty
  /// tasks.
  HEAVY_TAILED_WITH_DRIFT {
    @Override
    double next(SplittableRandom random, int ordinal) {
      double drift = Math.exp(Math.log(1.5) * ordinal / 30);
      return drift * 0.1 * Math.pow(1 - random.nextDouble(), -0.5);
    }
  };

  /// @param ordinal how many tasks came before
  abstract double next(SplittableRandom random, int ordinal);

  /// What tasks one after the other cost, none more than `atMost`.
  double[] next(SplittableRandom random, int from, int count, double atMost) {
    return DoubleStream.iterate(from, ordinal -> ordinal + 1)
        .limit(count)
        .map(ordinal -> Math.min(atMost, next(random, (int) ordinal)))
        .toArray();
  }
}
