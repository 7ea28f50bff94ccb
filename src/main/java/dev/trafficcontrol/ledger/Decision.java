package dev.trafficcontrol.ledger;

import java.util.List;

/// What the core decided: events to append, and the reply to give once they are durable.
public record Decision<R>(List<LedgerEvent> events, R reply) {

  public Decision {
    events = List.copyOf(events);
  }

  static <R> Decision<R> nothingBut(R reply) {
    return new Decision<>(List.of(), reply);
  }
}
