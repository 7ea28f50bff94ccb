package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Claim;
import java.time.Instant;
import java.util.List;

/// One look at the queue, and what came of it.
///
/// @param started claims that became runs
/// @param lost admissions the queue refused, since something had changed meanwhile: the next tick
///   sees what
public record Tick(Instant at, Plan plan, List<Claim> started, List<Admission> lost) {

  public Tick {
    started = List.copyOf(started);
    lost = List.copyOf(lost);
  }
}
