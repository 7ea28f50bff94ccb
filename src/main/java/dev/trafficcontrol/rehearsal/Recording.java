package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a fleet of agents did and spent.
///
/// @param assumptions what was not measured but supposed; none in a true recording
/// @param notes what people saw meanwhile
public record Recording(
    String name,
    Kind kind,
    List<String> assumptions,
    Instant begin,
    List<RecordedAgent> agents,
    List<Note> notes) {

  /// Where it comes from.
  public enum Kind {
    /// Each call was metered.
    MEASURED,
    /// Made afterwards, so that it agrees with what is known.
    RECONSTRUCTION
  }

  /// @param at since the begin
  public record Note(Duration at, String text) {}

  public Recording {
    assumptions = List.copyOf(assumptions);
    agents = List.copyOf(agents);
    notes = List.copyOf(notes);
  }

  /// What all calls cost together.
  public Money total() {
    return agents.stream()
        .flatMap(agent -> agent.calls().stream())
        .map(RecordedCall::cost)
        .reduce(Money.ZERO, Money::plus);
  }

  public long calls() {
    return agents.stream().mapToLong(agent -> agent.calls().size()).sum();
  }
}
