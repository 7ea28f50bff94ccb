package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.capacity.CapacityLimits;
import dev.trafficcontrol.capacity.ModelClass;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.ScopeKind;
import dev.trafficcontrol.ledger.Window;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.TripLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What stands between agents and money.
///
/// @param limits of budgets; the safe defaults of every other
/// @param trips what the monitor trips breakers by
public record Policy(
    Gate gate, CapacityLimits capacity, TripLimits trips, Map<BudgetId, Limit> limits) {

  /// What becomes of a start that pre-flight refuses.
  public enum Gate {
    /// Nothing of the queue starts.
    HEEDED,
    /// The owner names the numbers, and it starts.
    FORCED
  }

  /// What a new home has.
  public static final Policy DEFAULT =
      new Policy(Gate.HEEDED, CapacityLimits.DEFAULT, TripLimits.DEFAULT, Map.of());

  public Policy {
    limits = Map.copyOf(limits);
  }

  /// Nothing at all: what `recording` costs by itself.
  public static Policy none(Recording recording) {
    return DEFAULT
        .forced()
        .withMaxAgents(CapacityLimits.MOST_AGENTS, recording)
        .withoutBreaker()
        .withoutLedger();
  }

  public Policy forced() {
    return new Policy(Gate.FORCED, capacity, trips, limits);
  }

  /// So many agents in all, of whatever classes `recording` has: whoever asks for a fleet of
  /// another size than today's means all of it.
  public Policy withMaxAgents(int agents, Recording recording) {
    Map<String, Integer> classes = new LinkedHashMap<>(capacity.classes());
    classes.replaceAll((name, limit) -> agents);
    recording.agents().forEach(agent -> classes.put(ModelClass.of(agent.model()), agents));
    return new Policy(gate, new CapacityLimits(agents, classes), trips, limits);
  }

  public Policy withLimit(BudgetId budget, Limit limit) {
    Map<BudgetId, Limit> all = new LinkedHashMap<>(limits);
    all.put(budget, limit);
    return new Policy(gate, capacity, trips, all);
  }

  /// Warns at two fifths of it, as by default.
  public Policy withTripPerMinute(Money trip) {
    BurnLimits burn = new BurnLimits(Money.ofNanos(trip.nanos() / 5 * 2), trip);
    return new Policy(
        gate,
        capacity,
        new TripLimits(burn, trips.parts(), trips.tokens(), trips.errorPercent()),
        limits);
  }

  /// The monitor trips nothing and warns of nothing.
  public Policy withoutBreaker() {
    TripLimits never =
        new TripLimits(
            new BurnLimits(Money.MAX, Money.MAX),
            Map.of(),
            new TripLimits.TokenLimits(Long.MAX_VALUE, Long.MAX_VALUE),
            0);
    return new Policy(gate, capacity, never, limits);
  }

  /// Every budget is unlimited.
  public Policy withoutLedger() {
    Map<BudgetId, Limit> unlimited = new LinkedHashMap<>();
    for (Window window : List.of(Window.ROLLING_HOUR, Window.ROLLING_DAY)) {
      unlimited.put(new BudgetId(Scope.GLOBAL, window), Limit.UNLIMITED);
    }
    for (ScopeKind kind : List.of(ScopeKind.TASK, ScopeKind.RUN)) {
      unlimited.put(new BudgetId(Scope.of(kind, Scope.EACH), Window.TOTAL), Limit.UNLIMITED);
    }
    return new Policy(gate, capacity, trips, unlimited);
  }
}
