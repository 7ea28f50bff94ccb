package dev.trafficcontrol.capacity;

import dev.trafficcontrol.queue.Ceiling;
import java.util.Map;

/// How many agents work at once.
///
/// @param maxAgents in all, whatever `classes` add up to
/// @param classes of each model class; [#OTHER] of a class that isn't named. 0 stops a class.
public record CapacityLimits(int maxAgents, Map<String, Integer> classes) {

  public static final int OTHER = 1;

  /// One machine's sanity, not a target.
  public static final int MOST_AGENTS = 1_000;

  public static final CapacityLimits DEFAULT =
      new CapacityLimits(2, Map.of("opus", 1, "sonnet", 2));

  /// Refuses with an [IllegalArgumentException] whose message can be shown to a person.
  public CapacityLimits {
    classes = Map.copyOf(classes);
    check("max-agents", maxAgents, 1);
    classes.forEach((name, limit) -> check("the limit of " + name, limit, 0));
  }

  public CapacityLimits withMaxAgents(int agents) {
    return new CapacityLimits(agents, classes);
  }

  public int of(String modelClass) {
    return classes.getOrDefault(modelClass, OTHER);
  }

  /// What a claim of that class is checked against.
  public Ceiling ceiling(String modelClass) {
    return new Ceiling(maxAgents, modelClass, of(modelClass));
  }

  private static void check(String what, int limit, int least) {
    if (limit < least || limit > MOST_AGENTS) {
      throw new IllegalArgumentException(
          "%s is from %d to %d, not %d".formatted(what, least, MOST_AGENTS, limit));
    }
  }
}
