package dev.trafficcontrol.monitor;

import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The monitor's judgement of burn, without alerts and without a ledger: for rehearsal. Not
/// thread-safe.
public final class BurnWatch {

  private final TripLimits limits;
  private final Map<Scope, Gauge> gauges = new LinkedHashMap<>();

  public BurnWatch(TripLimits limits) {
    this.limits = limits;
    gauges.put(Scope.GLOBAL, new Gauge());
    limits.parts().keySet().forEach(part -> gauges.put(part, new Gauge()));
  }

  public void settled(HoldScope scope, Money cost, Instant at) {
    for (Scope each : scope.scopes()) {
      Gauge gauge = gauges.get(each);
      if (gauge != null) {
        gauge.settled(cost, 0, at);
      }
    }
  }

  /// The trip that the monitor would ask the ledger for now, if any.
  ///
  /// @param inFlight what calls in flight have cost so far, of those that count against a scope
  public Optional<TripBreaker> trip(Function<Scope, Money> inFlight, Instant now) {
    return gauges.entrySet().stream()
        .flatMap(each -> finding(each.getKey(), each.getValue(), inFlight, now).stream())
        .filter(finding -> finding.verdict() != Judge.Verdict.WARN)
        .map(finding ->
            new TripBreaker(finding.scope(), finding.verdict().kind(), finding.text(), "monitor"))
        .findFirst();
  }

  private Optional<Judge.Finding> finding(
      Scope scope, Gauge gauge, Function<Scope, Money> inFlight, Instant now) {
    Money perMinute = gauge.money(Judge.BURN_WINDOW, now).plus(inFlight.apply(scope));
    return Judge.burn(
        scope,
        perMinute,
        scope.equals(Scope.GLOBAL)
            ? limits.burn()
            : limits.parts().getOrDefault(scope, limits.burn()));
  }
}
