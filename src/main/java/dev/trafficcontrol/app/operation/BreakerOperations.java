package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.CloseBreaker;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.ResetBreaker;
import dev.trafficcontrol.ledger.TripBreaker;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// `breaker …`
public final class BreakerOperations {

  private final Consumer<String> cutCalls;
  private final Ledger ledger;

  /// @param cutCalls cuts the calls in flight, and is told why
  public BreakerOperations(Consumer<String> cutCalls, Ledger ledger) {
    this.cutCalls = cutCalls;
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("breaker status", _ -> facts(ledger.breaker())),
        Verb.open("breaker trip", this::trip, "reason", "hard"),
        Verb.owned("breaker reset", this::reset, "reason"));
  }

  /// A hard trip cuts before the store is asked; what is let in until it is written, the monitor
  /// cuts.
  private Facts trip(Arguments arguments) {
    TripKind kind = arguments.flag("hard") ? TripKind.HARD : TripKind.SOFT;
    String reason = arguments.maybe("reason").orElse("tripped by hand");
    if (kind == TripKind.HARD) {
      cutCalls.accept("the breaker was tripped: " + reason);
    }
    return facts(ledger.ask(new TripBreaker(kind, reason, arguments.by())));
  }

  /// An open breaker goes half-open; a half-open one closes at the owner's second word.
  private Facts reset(Arguments arguments) {
    String reason = arguments.maybe("reason").orElse("reset by hand");
    return switch (ledger.breaker()) {
      case BreakerState.Open _ -> facts(ledger.ask(new ResetBreaker(reason, arguments.by())));
      case BreakerState.HalfOpen _ -> facts(ledger.ask(new CloseBreaker(reason, arguments.by())));
      case BreakerState.Closed closed -> facts(closed);
    };
  }

  static Facts facts(BreakerState breaker) {
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
