package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.forecast.Draws;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Works a queue in virtual time: once in detail with middle costs, and then over and over with
/// costs and durations drawn as the forecast draws them.
public final class Rehearsal {

  /// So many calls are played in all: a quarter of a second of a processor, and less than a second
  /// of one that has to learn the program first.
  private static final int EFFORT = 24_000;

  private static final int FEWEST = 5;
  private static final int MOST = 200;
  private static final double MIDDLE = 0.5;

  private Rehearsal() {}

  /// @param tasks at least one
  public static RehearsalReport of(RehearsalScene scene, List<RehearsedTask> tasks) {
    Performance story = story(scene, tasks, Rehearsing.Witness.NOBODY);
    int count = Math.clamp(EFFORT / Math.max(1, story.calls()), FEWEST, MOST);
    return RehearsalReport.of(story, drawn(scene, tasks, count));
  }

  static Performance story(
      RehearsalScene scene, List<RehearsedTask> tasks, Rehearsing.Witness witness) {
    List<Workload> works =
        works(
            tasks,
            task -> tasks.get(task).forecast().cost().quantile(MIDDLE),
            task -> tasks.get(task).forecast().duration().quantile(MIDDLE));
    return new Rehearsing(scene, tasks, works, witness).play();
  }

  static List<Performance> drawn(RehearsalScene scene, List<RehearsedTask> tasks, int count) {
    Draws draws = new Draws(tasks.stream().map(RehearsedTask::forecast).toList());
    List<Performance> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      draws.next();
      all.add(
          new Rehearsing(
                  scene,
                  tasks,
                  works(tasks, draws::cost, draws::duration),
                  Rehearsing.Witness.NOBODY)
              .play());
    }
    return all;
  }

  private static List<Workload> works(
      List<RehearsedTask> tasks, IntFunction<Money> cost, IntFunction<Duration> duration) {
    List<Workload> works = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      works.add(Workload.of(cost.apply(i), duration.apply(i), tasks.get(i).firstCall()));
    }
    return works;
  }

  /// For people: `the budget global rolling-hour`.
  public static String waitsFor(WaitCause cause) {
    return switch (cause.kind()) {
      case SLOT -> "a free agent (" + cause.what() + ")";
      case CLASS -> "a free agent of its class (" + cause.what() + ")";
      case BUDGET -> "the budget " + cause.what();
      case BREAKER -> "the " + cause.what();
      case DEPENDENCY, TIME -> cause.what();
    };
  }
}
