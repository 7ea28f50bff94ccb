package dev.trafficcontrol.forecast;

import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// How often forecasts held, in all, by project and by model.
///
/// @param unjudged forecasts that are over and rested on no history: they say nothing
public record Calibration(List<Row> rows, int unjudged) {

  private static final List<Integer> LATEST = List.of(30, 100);

  /// Of the latest tasks of one part, how many cost no more than was said.
  ///
  /// @param by `all`, `project` or `model`
  /// @param name which one; empty for all
  /// @param latest of at most so many tasks
  public record Row(String by, String name, int latest, Share half, Share ninety) {}

  public Calibration {
    rows = List.copyOf(rows);
  }

  /// @param newestFirst as [Forecasts] gives them
  public static Calibration of(List<Judged> newestFirst) {
    List<Judged> judged = newestFirst.stream().filter(Judged::restedOnHistory).toList();
    List<Row> rows = new ArrayList<>(rows("all", "", judged));
    rows.addAll(parts("project", judged, task -> task.kind().project()));
    rows.addAll(parts("model", judged, task -> task.kind().model()));
    return new Calibration(rows, newestFirst.size() - judged.size());
  }

  private static List<Row> parts(String by, List<Judged> judged, Function<Judged, String> part) {
    SortedSet<String> names = new TreeSet<>(judged.stream().map(part).toList());
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.addAll(
          rows(by, name, judged.stream().filter(task -> part.apply(task).equals(name)).toList()));
    }
    return rows;
  }

  /// The second row only where it says more than the first.
  private static List<Row> rows(String by, String name, List<Judged> judged) {
    List<Row> rows = new ArrayList<>();
    int before = 0;
    for (int most : LATEST) {
      List<Judged> latest = judged.stream().limit(most).toList();
      if (latest.size() > before) {
        rows.add(
            new Row(by, name, most, share(latest, Judged::half), share(latest, Judged::ninety)));
      }
      before = latest.size();
    }
    return rows;
  }

  private static Share share(List<Judged> tasks, Function<Judged, Money> quantile) {
    long held = tasks.stream().filter(task -> task.isWithin(quantile.apply(task))).count();
    return new Share((int) held, tasks.size());
  }
}
