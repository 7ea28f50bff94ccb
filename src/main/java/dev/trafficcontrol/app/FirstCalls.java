package dev.trafficcontrol.app;

import dev.trafficcontrol.money.Money;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the first calls of the latest runs asked for, so that the scheduler need not start an agent
/// to find out that its first call has no room. Forgotten with the process. Thread-safe.
final class FirstCalls {

  /// So many, of which the smallest counts: one run with a large task must not keep back those with
  /// small ones.
  private static final int LATEST = 8;

  private static final int KINDS = 1_000;

  /// Runs of one project on one model begin alike: the same agent, the same repository.
  private record Kind(String project, String model) {}

  private final Map<Kind, Deque<Money>> latest = new LinkedHashMap<>();

  synchronized void asked(String project, String model, Money amount) {
    Deque<Money> amounts =
        latest.computeIfAbsent(new Kind(project, model), _ -> new ArrayDeque<>());
    amounts.addLast(amount);
    if (amounts.size() > LATEST) {
      amounts.removeFirst();
    }
    if (latest.size() > KINDS) {
      latest.remove(latest.keySet().iterator().next());
    }
  }

  /// Empty where no run of the kind has called yet.
  synchronized Optional<Money> smallest(String project, String model) {
    return Optional.ofNullable(latest.get(new Kind(project, model)))
        .flatMap(amounts -> amounts.stream().min(Comparator.naturalOrder()));
  }
}
