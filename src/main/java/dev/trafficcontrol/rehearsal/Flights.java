package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.monitor.Monitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The calls on their way, as the monitor sees and cuts them.
///
/// A cut is noted, and carried out by the replay's next look ([#takeCut]): the monitor asks for it
/// in the middle of a step.
final class Flights implements Monitor.InFlight {

  private final Map<Player, List<Flight>> byPlayer = new LinkedHashMap<>();
  private final List<Scope> cuts = new ArrayList<>();
  private final Supplier<Instant> now;

  Flights(Supplier<Instant> now) {
    this.now = now;
  }

  void begin(Flight flight) {
    byPlayer.computeIfAbsent(flight.player(), first -> new ArrayList<>()).add(flight);
  }

  void end(Flight flight) {
    List<Flight> own = byPlayer.getOrDefault(flight.player(), new ArrayList<>());
    own.remove(flight);
    if (own.isEmpty()) {
      byPlayer.remove(flight.player());
    }
  }

  boolean isOf(Player player) {
    return byPlayer.containsKey(player);
  }

  boolean isNone() {
    return byPlayer.isEmpty();
  }

  List<Flight> all() {
    return byPlayer.values().stream().flatMap(List::stream).toList();
  }

  @Override
  public Money meteredSoFar(Scope scope) {
    Instant at = now.get();
    return all().stream()
        .filter(flight -> flight.hold().scope().scopes().contains(scope))
        .map(flight -> flight.meteredAt(at))
        .reduce(Money.ZERO, Money::plus);
  }

  @Override
  public void cut(Scope scope, String reason) {
    cuts.add(scope);
  }

  /// What is to be cut since the last look, and by the breaker over what.
  Map<Flight, Scope> takeCut() {
    Map<Flight, Scope> cut = new LinkedHashMap<>();
    for (Flight flight : all()) {
      cuts.stream()
          .filter(flight.hold().scope().scopes()::contains)
          .findFirst()
          .ifPresent(scope -> cut.put(flight, scope));
    }
    cuts.clear();
    return cut;
  }
}
