package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Charges every hold that is open when a book is opened. Its call was made by a process that is
/// gone, which may have sent it and can't say any more what it cost.
record ExpireOrphans() implements LedgerCommand<Integer> {

  private static final String WHY = "the daemon that made the call died before it ended";

  @Override
  public Decision<Integer> decide(LedgerState state, Instant now) {
    List<LedgerEvent> events = new ArrayList<>();
    for (Hold orphan : state.holds.all()) {
      events.addAll(new ExpireHold(orphan.id(), WHY).decide(state, now).events());
    }
    return new Decision<>(events, events.size());
  }
}
