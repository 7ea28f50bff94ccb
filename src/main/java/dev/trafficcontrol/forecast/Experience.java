package dev.trafficcontrol.forecast;

import dev.trafficcontrol.forecast.Basis.Likeness;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What is known of tasks that were done, by how alike they are to one that was not. Works out each
/// answer once; not for several threads.
public final class Experience {

  /// Older ones weigh next to nothing beside so many.
  private static final int LATEST = 200;

  /// Without any tasks a forecast is not off by as much for each task: a person's word is given for
  /// each anew.
  private static final double AT_LEAST_LIKE = 4;

  /// For how long a task is thought to keep an agent busy where nothing was ever done.
  private static final Duration USUAL = Duration.ofMinutes(10);

  /// Whom a group is of: what is not asked for is left empty.
  private record Group(String project, String model, @Nullable Size size) {

    static final Group ALL = new Group("", "", null);

    static Group of(Likeness likeness, Kind kind) {
      return switch (likeness) {
        case PROJECT_MODEL_SIZE -> new Group(kind.project(), kind.model(), kind.size());
        case MODEL_SIZE -> new Group("", kind.model(), kind.size());
        case MODEL -> new Group("", kind.model(), null);
        case NONE -> ALL;
      };
    }
  }

  private record Asked(Kind kind, @Nullable Money estimate) {}

  private final Map<Group, List<PastTask>> groups = new HashMap<>();
  private final Map<Group, Trend> costs = new HashMap<>();
  private final Map<Group, double[]> durations = new HashMap<>();
  private final Map<Asked, Empirical> costAnswers = new HashMap<>();
  private final Map<Kind, Empirical> durationAnswers = new HashMap<>();

  /// @param newestFirst as a [History] gives them
  public Experience(List<PastTask> newestFirst) {
    for (PastTask task : newestFirst) {
      for (Likeness likeness : Likeness.values()) {
        groups.computeIfAbsent(Group.of(likeness, task.kind()), _ -> new ArrayList<>()).add(task);
      }
    }
  }

  /// What the forecast of a task of that kind rests on: the most alike tasks of which there are
  /// enough, or else all of its model.
  public Basis basis(Kind kind) {
    for (Likeness likeness : List.of(Likeness.PROJECT_MODEL_SIZE, Likeness.MODEL_SIZE)) {
      int tasks = group(likeness, kind).size();
      if (tasks >= Blend.ENOUGH) {
        return new Basis(likeness, kind, tasks);
      }
    }
    int ofModel = group(Likeness.MODEL, kind).size();
    return new Basis(ofModel == 0 ? Likeness.NONE : Likeness.MODEL, kind, ofModel);
  }

  /// @param estimate what a person expects all its attempts to cost, or null
  /// @param atMost what limits allow
  public CostDistribution cost(Kind kind, @Nullable Money estimate, Money atMost) {
    return new CostDistribution(
        costAnswers.computeIfAbsent(new Asked(kind, estimate), this::cost), atMost, doubt(kind));
  }

  public DurationDistribution duration(Kind kind, Duration atMost) {
    return new DurationDistribution(durationAnswers.computeIfAbsent(kind, this::duration), atMost);
  }

  /// The average of n tasks is off by the n-th part of their variance. One that follows a drift is
  /// off by four times as much at its end: that is what a fitted line is.
  private double doubt(Kind kind) {
    Basis basis = basis(kind);
    double certainty = basis.isHistory() ? trend(basis.likeness(), kind).certainty() : 0;
    return (1 + 3 * certainty) / (Math.min(basis.tasks(), LATEST) + AT_LEAST_LIKE);
  }

  /// A person's word on a task is worth more than what tasks of other models cost. How alike tasks
  /// of a model are is only asked once there are enough of it: the same few would speak twice.
  private Empirical cost(Asked asked) {
    Kind kind = asked.kind();
    double[] ofModel = costs(Likeness.MODEL, kind);
    Empirical model =
        asked.estimate() == null
            ? Blend.ofUnlike(ofModel, Blend.of(costs(Likeness.NONE, kind)))
            : Blend.of(
                ofModel,
                Empirical.around((double) asked.estimate().nanos()),
                Blend.Unseen.UNBOUNDED);
    if (ofModel.length < Blend.ENOUGH) {
      return model;
    }
    Empirical size = Blend.of(costs(Likeness.MODEL_SIZE, kind), model, Blend.Unseen.LIKE_OTHERS);
    return Blend.of(costs(Likeness.PROJECT_MODEL_SIZE, kind), size, Blend.Unseen.LIKE_OTHERS);
  }

  private Empirical duration(Kind kind) {
    Empirical answer = Empirical.around((double) USUAL.toMillis());
    for (Likeness likeness : List.of(Likeness.values()).reversed()) {
      answer = Blend.of(durations(likeness, kind), answer, Blend.Unseen.LIKE_OTHERS);
    }
    return answer;
  }

  private double[] costs(Likeness likeness, Kind kind) {
    return trend(likeness, kind).newestFirst();
  }

  private Trend trend(Likeness likeness, Kind kind) {
    return costs.computeIfAbsent(
        Group.of(likeness, kind),
        group -> Trend.takenOutOf(latest(group, task -> (double) task.cost().nanos())));
  }

  private double[] durations(Likeness likeness, Kind kind) {
    return durations.computeIfAbsent(
        Group.of(likeness, kind),
        group -> latest(group, task -> (double) task.duration().toMillis()));
  }

  private double[] latest(Group group, ToDoubleFunction<PastTask> what) {
    return groups.getOrDefault(group, List.of()).stream().limit(LATEST).mapToDouble(what).toArray();
  }

  private List<PastTask> group(Likeness likeness, Kind kind) {
    return groups.getOrDefault(Group.of(likeness, kind), List.of());
  }
}
