package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.CloseBreaker;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.TripBreaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// `breaker …`
public final class BreakerOperations {

  private final BiConsumer<Scope, String> cutCalls;
  private final Predicate<Scope> isThere;
  private final Ledger ledger;

  /// @param isThere whether there is what a scope names
  /// @param cutCalls cuts the calls in flight that count against a scope, and is told why
  public BreakerOperations(
      BiConsumer<Scope, String> cutCalls, Predicate<Scope> isThere, Ledger ledger) {
    this.cutCalls = cutCalls;
    this.isThere = isThere;
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("breaker status", _ -> all(ledger)),
        Verb.open("breaker trip", this::trip, "reason", "hard", "scope"),
        Verb.owned("breaker reset", this::reset, "reason", "scope"));
  }

  /// A hard trip cuts before the store is asked; what is let in until it is written, the monitor
  /// cuts.
  private Facts trip(Arguments arguments) {
    TripKind kind = arguments.flag("hard") ? TripKind.HARD : TripKind.SOFT;
    String reason = arguments.maybe("reason").orElse("tripped by hand");
    Scope scope = scope(arguments);
    if (!isThere.test(scope)) {
      throw arguments.bad(
          "There is no %s '%s', so that its breaker would stop nothing."
              .formatted(scope.kind().label(), scope.subject()));
    }
    TripBreaker trip = new TripBreaker(scope, kind, reason, arguments.by());
    if (kind == TripKind.HARD) {
      cutCalls.accept(scope, "the %s was tripped: %s".formatted(BreakerName.of(scope), reason));
    }
    return facts(scope, ledger.ask(trip));
  }

  /// An open breaker goes half-open; a half-open one closes at the owner's second word.
  private Facts reset(Arguments arguments) {
    String reason = arguments.maybe("reason").orElse("reset by hand");
    Scope scope = scope(arguments);
    String by = arguments.by();
    return switch (ledger.breaker(scope)) {
      case BreakerState.Open _ -> facts(scope, onTrial(scope, reason, arguments));
      case BreakerState.HalfOpen _ -> facts(scope, ledger.ask(new CloseBreaker(scope, reason, by)));
      case BreakerState.Closed closed -> facts(scope, closed);
    };
  }

  private BreakerState onTrial(Scope scope, String reason, Arguments arguments) {
    BreakerState after = ledger.ask(new ResetBreaker(scope, reason, arguments.by()));
    if (after instanceof BreakerState.Open) {
      throw arguments.failed(
          "The %s stays open: another breaker is on trial, and there is one trial at a time."
              .formatted(BreakerName.of(scope)),
          "Let the trial's run end, or close it by a second reset of it. Which it is: trafficctl breaker status");
    }
    return after;
  }

  private static Scope scope(Arguments arguments) {
    return arguments.maybe("scope", BreakerOperations::breakable).orElse(Scope.GLOBAL);
  }

  private static Scope breakable(String text) {
    Scope scope = Scope.parse(text);
    if (!BreakerName.isPossible(scope)) {
      throw new IllegalArgumentException(
          "no breaker stands over %s: write global, project:ID, model:NAME or key:ID"
              .formatted(scope));
    }
    return scope;
  }

  /// The one over everything, and what else isn't closed.
  static Facts all(Ledger ledger) {
    Map<Scope, BreakerState> others = new LinkedHashMap<>(ledger.breakers());
    others.remove(Scope.GLOBAL);
    return facts(Scope.GLOBAL, ledger.breaker())
        .with(
            "others",
            others.entrySet().stream().map(each -> facts(each.getKey(), each.getValue())).toList());
  }

  static Facts facts(Scope scope, BreakerState breaker) {
    return facts(breaker).with("scope", scope);
  }

  private static Facts facts(BreakerState breaker) {
    return switch (breaker) {
      case BreakerState.Closed _ -> Facts.of("state", "closed");
      case BreakerState.Open open ->
          Facts.of(
              "state", "open",
              "kind", open.kind().name().toLowerCase(Locale.ROOT),
              "reason", open.reason(),
              "by", open.by(),
              "since", open.since());
      case BreakerState.HalfOpen half ->
          Facts.of(
              "state", "half-open",
              "probation", half.probation(),
              "reason", half.reason(),
              "by", half.by(),
              "since", half.since());
    };
  }
}
