package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.forecast.TaskForecast;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.task.Setbacks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A task as a rehearsal takes it.
///
/// @param candidate as the scheduler will see it
/// @param after tasks of the same rehearsal that must be done before it starts
/// @param readyAt it does not start before, or null
/// @param firstCall what a first call of its model may cost
public record RehearsedTask(
    Candidate candidate,
    List<String> after,
    @Nullable Instant readyAt,
    int maxAttempts,
    Setbacks setbacks,
    Money firstCall,
    TaskForecast forecast) {

  public RehearsedTask {
    after = List.copyOf(after);
    if (firstCall.isZero()) {
      throw new IllegalArgumentException("a first call of " + candidate.task() + " costs nothing");
    }
  }

  public String id() {
    return candidate.task();
  }

  public String model() {
    return candidate.agent().model();
  }
}
