package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happens in a replay, as people would have seen it.
final class Chronicle implements AlertLog {

  private static final String TOLD_BY_THE_BOOK = "breaker-open";

  private final Instant begin;
  private final List<Outcome.Moment> moments = new ArrayList<>();
  private final List<Outcome.Point> curve = new ArrayList<>();
  private final Map<Hindrance, Stopped> stops = new LinkedHashMap<>();
  private final List<Alert> alerts = new ArrayList<>();
  private Instant now;
  private Money spent = Money.ZERO;
  private Money mostOwed = Money.ZERO;

  /// Whom one thing stopped, and what had been spent when it was first met.
  private record Stopped(Duration first, Money spent, Set<Player> players) {}

  Chronicle(Instant begin) {
    this.begin = begin;
    this.now = begin;
    curve.add(new Outcome.Point(Duration.ZERO, Money.ZERO));
  }

  /// A step is over, or the next begins.
  ///
  /// @param soFar spent, and metered in flight
  /// @param owed spent and held
  void at(Instant time, Money soFar, Money owed) {
    now = time;
    mostOwed = mostOwed.max(owed);
    if (!soFar.equals(spent)) {
      spent = soFar;
      curve.add(new Outcome.Point(since(), soFar));
    }
  }

  void tell(String text) {
    tell(now, text);
  }

  /// @param at when it was so; nothing was spent since
  void tell(Instant at, String text) {
    moments.add(new Outcome.Moment(Duration.between(begin, at), spent, text));
  }

  void heard(LedgerCore.Step step) {
    for (LedgerEvent event : step.events()) {
      if (event instanceof LedgerEvent.BreakerTripped trip) {
        tell("the %s opens: %s".formatted(BreakerName.of(trip.over()), trip.reason()));
      }
    }
  }

  void stopped(Player player, Hindrance by) {
    Stopped known = stops.get(by);
    if (known == null) {
      known = new Stopped(since(), spent, new LinkedHashSet<>());
      stops.put(by, known);
      if (by.cause() == Outcome.Cause.BUDGET) {
        tell(by.what() + " has no room for another call");
      }
    }
    known.players().add(player);
  }

  /// It goes on after all.
  void goesOn(Player player) {
    stops.values().forEach(stopped -> stopped.players().remove(player));
  }

  private Duration since() {
    return Duration.between(begin, now);
  }

  @Override
  public boolean raise(Alert alert) {
    boolean isKnown =
        alerts.stream()
            .anyMatch(kept -> kept.kind().equals(alert.kind()) && kept.once().equals(alert.once()));
    if (isKnown) {
      return false;
    }
    alerts.add(alert);
    if (!alert.kind().equals(TOLD_BY_THE_BOOK)) {
      tell("people are told: " + alert.message());
    }
    return true;
  }

  @Override
  public Optional<Instant> lastTold(String kind, String beginning) {
    return alerts.stream()
        .filter(alert -> alert.kind().equals(kind) && alert.once().startsWith(beginning))
        .map(Alert::at)
        .max(Instant::compareTo);
  }

  @Override
  public List<Alert> latest(int limit) {
    return alerts.reversed().stream().limit(limit).toList();
  }

  Outcome outcome(List<String> refusal, Outcome.Tally tally, Money total) {
    return new Outcome(
        refusal,
        stops.entrySet().stream()
            .filter(stop -> !stop.getValue().players().isEmpty())
            .map(stop ->
                new Outcome.Stop(
                    stop.getKey().cause(),
                    stop.getKey().what(),
                    stop.getValue().first(),
                    stop.getValue().spent(),
                    stop.getValue().players().size()))
            .toList(),
        moments,
        curve,
        tally,
        total,
        mostOwed);
  }
}
