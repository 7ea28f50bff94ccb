package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.Alert;
import dev.trafficcontrol.alert.AlertLog;
import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.BookListener;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.HoldRequest;
import dev.trafficcontrol.ledger.LedgerCore;
import dev.trafficcontrol.ledger.LedgerEvent;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Steered;
import dev.trafficcontrol.ledger.TripBreaker;
import dev.trafficcontrol.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Adds up what is burned, warns, trips breakers, and tells people when one was tripped by
/// whomever, and when a budget is being used up.
///
/// Events come from the ledger's writer and are only noted then, but for a hard trip, by whomever,
/// which cuts what is in flight; [#tick] does the rest, on a thread of the caller's, at least each
/// second. Thread-safe.
public final class Monitor implements BookListener {

  /// A warning is repeated at most this often while burn stays high.
  private static final long WARN_EVERY_SECONDS = 600;

  private final InFlight inFlight;
  private final AlertLog alerts;
  private final TripLimits limits;
  private final Gauges gauges = new Gauges();
  private final BudgetWatch budgets;
  private final List<Alert> unsent = new ArrayList<>();

  /// Calls that have not settled yet.
  public interface InFlight {

    /// What those that count against the scope have cost as far as their provider has said.
    Money meteredSoFar(Scope scope);

    /// Has those that count against the scope cut, at once, without waiting for that. Harmless a
    /// second time.
    void cut(Scope scope, String reason);
  }

  public Monitor(InFlight inFlight, AlertLog alerts, TripLimits limits) {
    this.inFlight = inFlight;
    this.alerts = alerts;
    this.limits = limits;
    this.budgets = new BudgetWatch(alerts);
  }

  @Override
  public synchronized void written(LedgerCore.Step step, Instant at) {
    budgets.note(step.touched(), at);
    for (LedgerEvent event : step.events()) {
      gauges.note(event, at);
      if (event instanceof LedgerEvent.BreakerTripped trip) {
        if (trip.kind() == TripKind.HARD) {
          cut(trip.over(), trip.reason());
        }
        BreakerState.Open open = new BreakerState.Open(trip.kind(), trip.reason(), trip.by(), at);
        unsent.add(TripNews.of(trip.over(), open));
      }
    }
  }

  /// As far back as a gauge goes, and as long before that as a call may have begun.
  @Override
  public Duration memory() {
    return Gauge.LONGEST.plus(HoldRequest.LONGEST_LIFETIME);
  }

  /// What burned before a restart counts after it. Whoever was here then has cut and told.
  @Override
  public synchronized void remember(List<LedgerEvent> events, Instant at) {
    events.forEach(event -> gauges.note(event, at));
  }

  /// Has people told at the next look of what is open: whoever wrote it may have died before it
  /// told them. What they were told already stays told once.
  ///
  /// @param breakers those that aren't closed
  public synchronized void standing(Map<Scope, BreakerState> breakers) {
    breakers.forEach((scope, breaker) -> {
      if (breaker instanceof BreakerState.Open open) {
        unsent.add(TripNews.of(scope, open));
      }
    });
  }

  /// Money per minute: what was settled within the last, and what is metered so far in flight.
  public Money burn(Instant now) {
    return burn(Scope.GLOBAL, now);
  }

  /// Flights first: one that has landed was noted before, so that no call is missed in between.
  private Money burn(Scope scope, Instant now) {
    Money metered = inFlight.meteredSoFar(scope);
    return gauge(scope).money(Judge.BURN_WINDOW, now).plus(metered);
  }

  private synchronized Gauge gauge(Scope scope) {
    return gauges.of(scope);
  }

  /// The ledger's writer waits for no more than the list: each gauge guards itself.
  private synchronized Map<Scope, Gauge> gauges() {
    return gauges.all();
  }

  /// Over everything first, then over each project, model and key that was used lately.
  public List<Rates> rates(Instant now) {
    List<Rates> rates = new ArrayList<>();
    gauges()
        .forEach(
            (scope, gauge) -> rates.add(Rates.of(scope, inFlight.meteredSoFar(scope), gauge, now)));
    return List.copyOf(rates);
  }

  /// Only trips what has to be: quick, to be called many times a second. As [#tick] where something
  /// fails.
  public void tripIfNeeded(Steered ledger, Instant now) {
    List<Judge.Finding> findings =
        fastFindings(now).stream()
            .filter(finding -> finding.verdict() == Judge.Verdict.HARD_TRIP)
            .toList();
    findings.forEach(this::cutIfHard);
    Attempts attempts = new Attempts();
    findings.forEach(finding -> attempts.make(() -> act(ledger, finding, now)));
    attempts.throwFirst();
  }

  /// Judges what is burned, looks at the budgets, and sends what there is to tell. What fails keeps
  /// nothing else from being tried; what failed first is thrown in the end.
  public void tick(Steered ledger, Instant now) {
    Money burn = burn(now);
    List<Judge.Finding> findings = findings(now);
    findings.forEach(this::cutIfHard);
    Attempts attempts = new Attempts();
    findings.forEach(finding -> attempts.make(() -> act(ledger, finding, now)));
    unsent().forEach(alert -> attempts.make(() -> send(ledger, alert, burn)));
    attempts.make(() -> budgets.tick(ledger, burn, now));
    attempts.throwFirst();
  }

  private void act(Steered ledger, Judge.Finding finding, Instant now) {
    switch (finding.verdict()) {
      case WARN -> warn(ledger, finding, now);
      case SOFT_TRIP, HARD_TRIP -> trip(ledger, finding);
    }
  }

  private List<Judge.Finding> findings(Instant now) {
    List<Judge.Finding> findings = fastFindings(now);
    gauges()
        .forEach((scope, gauge) ->
            Judge.errors(scope, gauge, limits.errorPercent(), now).ifPresent(findings::add));
    return findings;
  }

  private List<Judge.Finding> fastFindings(Instant now) {
    List<Judge.Finding> findings = new ArrayList<>();
    Judge.burn(Scope.GLOBAL, burn(Scope.GLOBAL, now), limits.burn()).ifPresent(findings::add);
    limits
        .parts()
        .forEach(
            (scope, most) -> Judge.burn(scope, burn(scope, now), most).ifPresent(findings::add));
    Judge.tokens(gauge(Scope.GLOBAL), limits.tokens(), now).ifPresent(findings::add);
    return findings;
  }

  private void warn(Steered ledger, Judge.Finding finding, Instant now) {
    alerts.raise(
        new Alert(
            "burn-warn",
            Alert.Severity.WARNING,
            finding.what()
                + " of "
                + finding.scope()
                + " "
                + Math.floorDiv(now.getEpochSecond(), WARN_EVERY_SECONDS),
            finding.text(),
            now,
            Situation.of(ledger, burn(now)).burning()));
  }

  /// Everything is cut before anything is asked of a store, which may fail or never answer. What is
  /// let in until the trip is written is cut by that ([#written]).
  private void cutIfHard(Judge.Finding finding) {
    if (finding.verdict() == Judge.Verdict.HARD_TRIP) {
      cut(finding.scope(), finding.text());
    }
  }

  private static void trip(Steered ledger, Judge.Finding finding) {
    ledger.ask(
        new TripBreaker(finding.scope(), finding.verdict().kind(), finding.text(), "monitor"));
  }

  private void cut(Scope scope, String reason) {
    inFlight.cut(scope, "the %s tripped: %s".formatted(BreakerName.of(scope), reason));
  }

  private synchronized List<Alert> unsent() {
    return List.copyOf(unsent);
  }

  private void send(Steered ledger, Alert alert, Money burn) {
    alerts.raise(alert.with(Situation.of(ledger, burn).completing(alert.facts())));
    synchronized (this) {
      unsent.remove(alert);
    }
  }
}
