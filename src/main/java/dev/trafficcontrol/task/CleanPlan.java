package dev.trafficcontrol.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a clean-up would remove now, and what it would leave although it is test data.
///
/// @param removed in the order of their ids
/// @param before all tasks there are
public record CleanPlan(List<Task> removed, List<Kept> kept, TaskCounts before) {

  public record Kept(Task task, String why) {}

  /// One task that waits for another one, where the first is not over and the second not complete.
  public record Wait(String task, String needs) {}

  public CleanPlan {
    removed = List.copyOf(removed);
    kept = List.copyOf(kept);
  }

  /// A task that a run has stays, and so does one that a task that stays waits for: without it, the
  /// other would start, or never would, and nobody said so.
  ///
  /// @param candidates what the extent takes
  /// @param live tasks that a run has, or is still ending
  public static CleanPlan of(
      List<Task> candidates, Set<String> live, List<Wait> waits, TaskCounts before) {
    Map<String, Task> removed = new LinkedHashMap<>();
    List<Kept> kept = new ArrayList<>();
    for (Task task : candidates) {
      if (live.contains(task.id()) || task.state().isLive()) {
        kept.add(new Kept(task, "a run has it"));
      } else {
        removed.put(task.id(), task);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Wait wait : waits) {
        if (!removed.containsKey(wait.task()) && removed.containsKey(wait.needs())) {
          kept.add(new Kept(removed.remove(wait.needs()), wait.task() + " waits for it"));
          changed = true;
        }
      }
    }
    return new CleanPlan(List.copyOf(removed.values()), kept, before);
  }

  /// What is promised to be there afterwards.
  public TaskCounts after() {
    return before.without(removed);
  }

  /// Stands for exactly these tasks as they are now: another one, or a change of one, has another
  /// mark.
  public String mark() {
    StringBuilder all = new StringBuilder();
    for (Task task : removed) {
      TaskProgress progress = task.progress();
      all.append(
          "%s %d %s %d%n"
              .formatted(
                  task.id(), progress.revision(), progress.state().label(), progress.attempts()));
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
