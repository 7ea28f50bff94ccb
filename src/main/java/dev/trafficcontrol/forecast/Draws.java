package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Draws what each task of a queue costs and how long it takes, over and over, always the same for
/// the same queue.
///
/// Tasks don't vary each for itself. Some days are dear for all: that is one number, drawn for the
/// whole queue. And what tasks of a kind cost is only known from a few: where those were cheap by
/// chance, all that are forecast by them are forecast too low; that is a number drawn for each
/// kind, which weighs the less the more like tasks there were. The rest is each task's own. A task
/// that is dear takes long: both follow from the same draw.
public final class Draws {

  private static final long SEED = 20_260_601;

  /// How much of a task's variance it shares with every other task of the queue.
  private static final double SHARED_BY_ALL = 0.03;

  private static final double ALL = Math.sqrt(SHARED_BY_ALL);

  private final List<TaskForecast> tasks;
  private final int[] kinds;
  private final double[] kindShares;
  private final double[] ownShares;
  private final double[] kindDraws;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /// What each task costs in this draw, in nano-USD, and takes, in milliseconds.
  final double[] costs;

  final double[] durations;

  public Draws(List<TaskForecast> tasks) {
    this.tasks = tasks;
    int count = tasks.size();
    kinds = new int[count];
    kindShares = new double[count];
    ownShares = new double[count];
    costs = new double[count];
    durations = new double[count];
    Map<Basis, Integer> known = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Basis basis = tasks.get(i).basis();
      double shared = Math.min(tasks.get(i).cost().doubt(), 1 - SHARED_BY_ALL);
      kinds[i] = known.computeIfAbsent(basis, _ -> known.size());
      kindShares[i] = Math.sqrt(shared);
      ownShares[i] = Math.sqrt(1 - SHARED_BY_ALL - shared);
    }
    kindDraws = new double[known.size()];
  }

  /// Draws all of them anew.
  public void next() {
    double day = ALL * random.nextGaussian();
    for (int i = 0; i < kindDraws.length; i++) {
      kindDraws[i] = random.nextGaussian();
    }
    for (int i = 0; i < costs.length; i++) {
      double sum = day + kindShares[i] * kindDraws[kinds[i]] + ownShares[i] * random.nextGaussian();
      double share = Normal.share(sum);
      costs[i] = tasks.get(i).cost().nanosAt(share);
      durations[i] = tasks.get(i).duration().millisAt(share);
    }
  }

  /// What that task costs in this draw.
  public Money cost(int task) {
    return Money.ofNanos(Math.round(costs[task]));
  }

  /// How long it takes in this draw.
  public Duration duration(int task) {
    return Duration.ofMillis((long) durations[task]);
  }
}
