package dev.trafficcontrol.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many tasks there are, by origin and by state. Those of which there are none are missing.
public record TaskCounts(Map<Origin, Long> byOrigin, Map<TaskState, Long> byState) {

  public TaskCounts {
    byOrigin = Map.copyOf(byOrigin);
    byState = Map.copyOf(byState);
  }

  public long total() {
    return byState.values().stream().mapToLong(Long::longValue).sum();
  }

  /// What is left of them without those tasks.
  public TaskCounts without(List<Task> tasks) {
    Map<Origin, Long> origins = new EnumMap<>(Origin.class);
    Map<TaskState, Long> states = new EnumMap<>(TaskState.class);
    origins.putAll(byOrigin);
    states.putAll(byState);
    for (Task task : tasks) {
      origins.computeIfPresent(task.provenance().origin(), (_, count) -> less(count));
      states.computeIfPresent(task.state(), (_, count) -> less(count));
    }
    return new TaskCounts(origins, states);
  }

  private static @Nullable Long less(long count) {
    return count == 1 ? null : count - 1;
  }
}
