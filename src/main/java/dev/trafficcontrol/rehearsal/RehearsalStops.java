package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.rehearsal.Performance.Ending;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What keeps queues from being done, in words.
public final class RehearsalStops {

  private RehearsalStops() {}

  static Map<String, Integer> counted(List<Performance> draws) {
    Map<String, Integer> stops = new TreeMap<>();
    draws.forEach(
        draw -> text(draw.ending()).ifPresent(text -> stops.merge(text, 1, Integer::sum)));
    return stops;
  }

  /// Empty where all is done.
  public static Optional<String> text(Ending ending) {
    return switch (ending) {
      case Ending.AllDone() -> Optional.empty();
      case Ending.Tripped tripped ->
          Optional.of("the " + BreakerName.of(tripped.scope()) + " trips");
      case Ending.Stuck stuck ->
          Optional.of(
              stuck.by().stream()
                  .map(Rehearsal::waitsFor)
                  .distinct()
                  .sorted()
                  .collect(Collectors.joining(", ", "tasks wait for a person: ", "")));
      case Ending.TooLong _ ->
          Optional.of("it takes longer than " + Rehearsing.LONGEST.toDays() + " days");
    };
  }
}
