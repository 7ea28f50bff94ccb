package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Asks for the holds that are charged in full because nobody knows what their calls cost, the
/// oldest first.
public record UnknownOutcomes() implements LedgerCommand<List<ExpiredHold>> {

  @Override
  public Decision<List<ExpiredHold>> decide(LedgerState state, Instant now) {
    return Decision.nothingBut(
        state.holds.expired().stream()
            .filter(hold -> hold.correction() == null)
            .sorted(
                Comparator.comparing(ExpiredHold::bookedAt)
                    .thenComparing(expired -> expired.hold().id()))
            .toList());
  }
}
