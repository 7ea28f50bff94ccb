package dev.trafficcontrol.task;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a task wants to be done.
///
/// @param priority 0 to [#HIGHEST], the highest first; each step is worth [#STEP_SECONDS] of
///   waiting
/// @param notBefore the earliest start, or null
/// @param after ids of the tasks that must be complete before it starts
/// @param maxAttempts failed attempts after which it is failed
/// @param estimate what a person expects it to cost, or null: then it counts at the dear end
public record TaskWishes(
    AgentWish agent,
    int priority,
    @Nullable Instant notBefore,
    List<String> after,
    int maxAttempts,
    @Nullable Money estimate) {

  public static final int HIGHEST = 9;
  public static final int NORMAL = 5;
  public static final int DEFAULT_ATTEMPTS = 2;
  public static final int MOST_ATTEMPTS = 10;
  public static final int MOST_DEPENDENCIES = 50;

  /// Ageing: whoever waited an hour longer goes before one step more of priority, so that nobody
  /// starves.
  public static final long STEP_SECONDS = 3_600;

  public static final TaskWishes DEFAULT =
      new TaskWishes(AgentWish.NONE, NORMAL, null, List.of(), DEFAULT_ATTEMPTS, null);

  /// Refuses with an [IllegalArgumentException] whose message can be shown to a person.
  public TaskWishes {
    after = List.copyOf(after);
    if (priority < 0 || priority > HIGHEST) {
      throw new IllegalArgumentException("priority is from 0 to " + HIGHEST + ", not " + priority);
    }
    if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts are from 1 to " + MOST_ATTEMPTS + ", not " + maxAttempts);
    }
    if (after.size() > MOST_DEPENDENCIES) {
      throw new IllegalArgumentException("more than " + MOST_DEPENDENCIES + " tasks to wait for");
    }
  }

  public TaskWishes after(List<String> ids) {
    return new TaskWishes(agent, priority, notBefore, ids, maxAttempts, estimate);
  }
}
