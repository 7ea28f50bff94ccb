package dev.trafficcontrol.scheduler;

import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.queue.Admission;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.queue.QueueSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/// What one tick decided: what to claim, in this order, and why the rest of what it looked at
/// waits.
public record Plan(List<Admission> admissions, List<Deferral> deferrals) {

  public static final Plan NOTHING = new Plan(List.of(), List.of());

  public Plan {
    admissions = List.copyOf(admissions);
    deferrals = List.copyOf(deferrals);
  }

  /// Whether of some project and class all that the snapshot holds have no money, and more of them
  /// may wait behind.
  boolean maySeeOnlyThoseWithoutMoney(QueueSnapshot snapshot) {
    Set<String> withoutMoney =
        deferrals.stream()
            .filter(deferral -> deferral.reason() instanceof DeferReason.NoMoney)
            .map(Deferral::task)
            .collect(Collectors.toSet());
    return snapshot.heads().stream()
        .flatMap(head ->
            head.candidates().stream()
                .collect(Collectors.groupingBy(each -> ModelClass.of(each.agent().model())))
                .values()
                .stream())
        .filter(ofAClass -> ofAClass.size() >= QueueSnapshot.MOST_OF_A_CLASS)
        .anyMatch(
            ofAClass -> ofAClass.stream().map(Candidate::task).allMatch(withoutMoney::contains));
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
