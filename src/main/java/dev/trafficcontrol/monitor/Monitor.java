package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.breaker.BurnLimits;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Adds burn up, warns, trips the breaker, and tells people when it was tripped by whomever, and
/// when a budget is being used up.
///
/// Events come from the ledger's writer and are only noted then, but for a hard trip, by whomever,
/// which cuts what is in flight; [#tick] does the rest, on a thread of the caller's, at least each
/// second. Thread-safe.
public final class Monitor implements BookListener {

  /// A warning is repeated at most this often while burn stays high.
  private static final long WARN_EVERY_SECONDS = 600;

  private final InFlight inFlight;
  private final AlertLog alerts;
  private final BurnLimits limits;
  private final BurnMeter meter = new BurnMeter();
  private final BudgetWatch budgets;
  private final List<Alert> unsent = new ArrayList<>();

  /// Calls that have not settled yet.
  public interface InFlight {

    /// What they have cost as far as their provider has said.
    Money meteredSoFar();

    /// Has all of them cut, at once, without waiting for that. Harmless a second time.
    void cutAll(String reason);
  }

  public Monitor(InFlight inFlight, AlertLog alerts, BurnLimits limits) {
    this.inFlight = inFlight;
    this.alerts = alerts;
    this.limits = limits;
    this.budgets = new BudgetWatch(alerts);
  }

  @Override
  public synchronized void written(LedgerCore.Step step, Instant at) {
    budgets.note(step.touched(), at);
    for (LedgerEvent event : step.events()) {
      if (event instanceof LedgerEvent.Settled settled) {
        meter.settled(settled.cost(), at);
      } else if (event instanceof LedgerEvent.BreakerTripped trip) {
        if (trip.kind() == TripKind.HARD) {
          cut(trip.reason());
        }
        unsent.add(
            new Alert(
                "breaker-open",
                Alert.Severity.CRITICAL,
                at.toString(),
                "the breaker is open: %s (by %s). Nothing starts and no call is sent until you run: trafficctl breaker reset --reason TEXT"
                    .formatted(trip.reason(), trip.by()),
                at,
                Situation.tripped(trip.kind())));
      }
    }
  }

  /// Money per minute: what was settled within the last, and what is metered so far in flight.
  public synchronized Money burn(Instant now) {
    return meter.lastMinute(now).plus(inFlight.meteredSoFar());
  }

  /// Judges the burn, looks at the budgets, and sends what there is to tell.
  public void tick(Ledger ledger, Instant now) {
    Money burn = burn(now);
    switch (BurnVerdict.of(burn, limits)) {
      case BurnVerdict.Calm _ -> {}
      case BurnVerdict.Warn(Money perMinute) -> warn(ledger, perMinute, now);
      case BurnVerdict.Trip(Money perMinute) -> trip(ledger, perMinute);
    }
    send(ledger, burn);
    budgets.tick(ledger, burn, now);
  }

  private void warn(Ledger ledger, Money perMinute, Instant now) {
    alerts.raise(
        new Alert(
            "burn-warn",
            Alert.Severity.WARNING,
            String.valueOf(Math.floorDiv(now.getEpochSecond(), WARN_EVERY_SECONDS)),
            "%s burned within the last minute; the breaker trips at %s a minute"
                .formatted(perMinute, limits.tripPerMinute()),
            now,
            Situation.of(ledger, perMinute).burning()));
  }

  /// Cuts before anything is asked of a store that may fail. What is let in until the trip is
  /// written is cut by that ([#written]).
  private void trip(Ledger ledger, Money perMinute) {
    String reason =
        "%s burned within a minute, the limit is %s".formatted(perMinute, limits.tripPerMinute());
    cut(reason);
    ledger.ask(new TripBreaker(TripKind.HARD, reason, "monitor"));
  }

  private void cut(String reason) {
    inFlight.cutAll("the breaker tripped: " + reason);
  }

  private void send(Ledger ledger, Money burn) {
    List<Alert> news;
    synchronized (this) {
      news = List.copyOf(unsent);
    }
    for (Alert alert : news) {
      alerts.raise(alert.with(Situation.of(ledger, burn).completing(alert.facts())));
      synchronized (this) {
        unsent.remove(alert);
      }
    }
  }
}
