package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What became durable in a [ModelRun].
final class ModelHistory {

  private record Fact(LedgerEvent event, Instant at) {}

  private final List<Fact> facts = new ArrayList<>();

  void add(LedgerCore.Step step, Instant at) {
    step.events().forEach(event -> facts.add(new Fact(event, at)));
  }

  /// A ledger that read the book.
  LedgerCore read() {
    LedgerCore core = new LedgerCore();
    facts.forEach(fact -> core.replay(fact.event(), fact.at()));
    LedgerState state = core.state();
    state.accounts.forgetBefore(state.time());
    return core;
  }

  /// The same by way of the text that a book stores.
  LedgerCore readAsStored() {
    LedgerCore core = new LedgerCore();
    facts.forEach(fact -> core.replay(EventCodec.read(EventCodec.write(fact.event())), fact.at()));
    LedgerState state = core.state();
    state.accounts.forgetBefore(state.time());
    return core;
  }

  void assertEachHoldEndsAtMostOnce() {
    Set<HoldId> ended = new HashSet<>();
    for (Fact fact : facts) {
      HoldId id =
          switch (fact.event()) {
            case LedgerEvent.Settled settled -> settled.id();
            case LedgerEvent.Voided voided -> voided.id();
            case LedgerEvent.Expired expired -> expired.id();
            default -> null;
          };
      if (id != null && !ended.add(id)) {
        throw new AssertionError("hold " + id + " ended twice");
      }
    }
  }
}
