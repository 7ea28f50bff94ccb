package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a policy made of a recording.
///
/// @param refusal why pre-flight let nothing of the queue start; empty where it did
/// @param stops what stopped agents, the first one first
/// @param moments what people would have seen, in order
/// @param curve what was spent and metered by when, in order
public record Outcome(
    List<String> refusal,
    List<Stop> stops,
    List<Moment> moments,
    List<Point> curve,
    Tally tally,
    Money spent,
    Money mostOwed) {

  /// What stops agents.
  public enum Cause {
    PREFLIGHT,
    BUDGET,
    BREAKER
  }

  /// @param what which budget or breaker, and its limit
  /// @param first when the first agent was stopped by it
  /// @param spent what had been spent by then
  /// @param agents how many it stopped
  public record Stop(Cause cause, String what, Duration first, Money spent, int agents) {}

  public record Moment(Duration at, Money spent, String text) {}

  public record Point(Duration at, Money spent) {}

  /// @param started agents that made a call or tried to
  /// @param waiting agents that had no turn while anybody was at work
  /// @param calls that were made
  /// @param cut of those, how many a breaker ended
  /// @param delayed of those, how many had to wait for room
  public record Tally(int started, int waiting, int calls, int cut, int delayed) {}

  public Outcome {
    refusal = List.copyOf(refusal);
    stops = List.copyOf(stops);
    moments = List.copyOf(moments);
    curve = List.copyOf(curve);
  }

  /// What stopped the whole of it: whatever stopped most agents.
  public Optional<Stop> mainStop() {
    return stops.stream().reduce((one, other) -> other.agents() > one.agents() ? other : one);
  }

  /// When the last money was spent.
  public Duration end() {
    return curve.getLast().at();
  }

  /// What had been spent by then.
  public Money spentAt(Duration at) {
    Money spent = Money.ZERO;
    for (Point point : curve) {
      if (point.at().compareTo(at) > 0) {
        break;
      }
      spent = point.spent();
    }
    return spent;
  }
}
