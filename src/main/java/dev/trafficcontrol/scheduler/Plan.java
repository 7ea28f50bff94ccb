package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.queue.Admission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/// What one tick decided: what to claim, in this order, and why the rest of what it looked at
/// waits.
public record Plan(List<Admission> admissions, List<Deferral> deferrals) {

  public static final Plan NOTHING = new Plan(List.of(), List.of());

  public Plan {
    admissions = List.copyOf(admissions);
    deferrals = List.copyOf(deferrals);
  }

  /// One line for people: each reason once, with how many tasks it holds up; empty where nothing
  /// waits.
  public String whyOthersWait() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    deferrals.forEach(deferral -> counts.merge(deferral.reason().text(), 1, Integer::sum));
    StringJoiner line = new StringJoiner("; ");
    counts.forEach((reason, tasks) -> line.add("%s (%d waiting)".formatted(reason, tasks)));
    return line.toString();
  }
}
