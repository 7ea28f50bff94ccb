package dev.trafficcontrol.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `after: login, T12`: labels of tasks in the same file, or ids of tasks there are.
final class Dependencies {

  /// A label can't look like an id: then one of them would win in silence.
  static final Pattern LABEL = Pattern.compile("(?!T[0-9]+$)[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  private static final Pattern ID = Pattern.compile("T[0-9]{1,18}");

  private final Map<String, Integer> labels;
  private final Faults faults;
  private final Map<Integer, Set<Integer>> within = new HashMap<>();

  Dependencies(Map<String, Integer> labels, Faults faults) {
    this.labels = labels;
    this.faults = faults;
  }

  /// As [Tasks#add] wants them: ids, and `#n` for the n-th task of the file.
  List<String> of(int task, RawTask raw) {
    RawTask.Value value = raw.attributes().get("after");
    if (value == null) {
      return List.of();
    }
    List<String> after = new ArrayList<>();
    for (String part : value.text().split(",", -1)) {
      String name = part.strip();
      Integer other = labels.get(name);
      if (other != null) {
        within.computeIfAbsent(task, _ -> new HashSet<>()).add(other);
        after.add("#" + (other + 1));
      } else if (ID.matcher(name).matches()) {
        after.add(name);
      } else {
        faults.add(value.line(), "no task in the file has the id '" + name + "'");
      }
    }
    return after.stream().distinct().toList();
  }

  /// Takes away whatever waits for nothing, until nothing is left or only circles are.
  void refuseCircles(List<RawTask> raw) {
    Set<Integer> waiting = new HashSet<>(within.keySet());
    boolean moved = true;
    while (moved) {
      moved =
          waiting.removeIf(
              task -> within.getOrDefault(task, Set.of()).stream().noneMatch(waiting::contains));
    }
    waiting.stream()
        .sorted()
        .findFirst()
        .ifPresent(task ->
            faults.add(
                raw.get(task).line(),
                "the task waits, through 'after', for itself or for tasks that do"));
  }
}
