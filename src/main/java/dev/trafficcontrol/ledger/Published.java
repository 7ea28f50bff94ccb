package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What other threads may read without asking the writer: durable, and at most a batch old. Nothing
/// is granted by it.
record Published(Map<String, Key> keys, Map<Scope, BreakerState> breakers) {

  static final Published NOTHING = new Published(Map.of(), Map.of());

  static Published of(LedgerState state) {
    Map<String, Key> keys = new LinkedHashMap<>();
    state.access.keys().stream()
        .filter(key -> !state.access.isRevoked(key.id()))
        .forEach(key -> keys.put(key.id(), key));
    return new Published(keys, state.breakers.all());
  }

  static boolean isChangedBy(List<LedgerEvent> events) {
    return events.stream()
        .anyMatch(event ->
            switch (event) {
              case LedgerEvent.KeyMinted _,
                  LedgerEvent.KeyRevoked _,
                  LedgerEvent.AttemptClosed _,
                  LedgerEvent.BreakerTripped _,
                  LedgerEvent.BreakerReset _,
                  LedgerEvent.BreakerClosed _ ->
                  true;
              case LedgerEvent.AttemptOpened _,
                  LedgerEvent.BudgetSet _,
                  LedgerEvent.BudgetRaised _,
                  LedgerEvent.Held _,
                  LedgerEvent.Shrunk _,
                  LedgerEvent.Settled _,
                  LedgerEvent.Voided _,
                  LedgerEvent.Expired _,
                  LedgerEvent.Corrected _,
                  LedgerEvent.Killed _,
                  LedgerEvent.Revived _,
                  LedgerEvent.Switched _,
                  LedgerEvent.ClockNoted _,
                  LedgerEvent.ClockSet _,
                  LedgerEvent.Checkpointed _,
                  LedgerEvent.Archived _ ->
                  false;
            });
  }
}
