package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a queue would come to.
///
/// @param story the rehearsal in which each task costs and takes its middle
/// @param end of those draws in which everything was done; empty where in none
/// @param cost of all draws
public record RehearsalReport(
    Performance story, Optional<Spread<Instant>> end, Spread<Money> cost, Chances chances) {

  /// @param draws how often the queue was rehearsed with costs and durations that were drawn
  /// @param done in how many of these everything was done
  /// @param withoutWaiting in how many everything was done and nothing waited for money
  /// @param stops what kept the others from being done, by how often
  public record Chances(int draws, int done, int withoutWaiting, Map<String, Integer> stops) {

    public Chances {
      stops = Map.copyOf(stops);
    }
  }

  static RehearsalReport of(Performance story, List<Performance> draws) {
    List<Instant> ends = draws.stream().filter(Performance::isDone).map(Performance::end).toList();
    return new RehearsalReport(
        story,
        ends.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ends)),
        Spread.of(draws.stream().map(Performance::cost).toList()),
        new Chances(
            draws.size(),
            ends.size(),
            (int) draws.stream().filter(draw -> draw.isDone() && !draw.waitedForMoney()).count(),
            RehearsalStops.counted(draws)));
  }
}
