package dev.trafficcontrol.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// Collects what is wrong with a file, up to a bound.
final class Faults {

  private final List<TaskFile.Fault> found = new ArrayList<>();

  void add(int line, String why) {
    if (found.size() < TaskFile.MOST_FAULTS) {
      found.add(new TaskFile.Fault(line, why));
    } else if (found.size() == TaskFile.MOST_FAULTS) {
      found.add(new TaskFile.Fault(line, "and others"));
    }
  }

  /// What is too deep or too long to be read has no place: it counts as on the first line.
  void add(JacksonException broken, String why) {
    TokenStreamLocation place = broken.getLocation();
    add(place == null ? 1 : Math.max(1, place.getLineNr()), why);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<TaskFile.Fault> list() {
    return found.stream().sorted(Comparator.comparingInt(TaskFile.Fault::line)).toList();
  }
}
