package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Charges what is open of this node's holds when it opens a book: their calls were made by a
/// process that is gone, which may have sent them and can't say any more what they cost. Those of
/// other nodes are theirs to end, and expire at their deadlines.
///
/// @param node who opens it, or null where one has the book for itself
record ExpireOrphans(@Nullable String node) implements LedgerCommand<Integer> {

  private static final String WHY = "the daemon that made the call died before it ended";

  @Override
  public Decision<Integer> decide(LedgerState state, Instant now) {
    List<LedgerEvent> events = new ArrayList<>();
    for (Hold hold : state.holds.all()) {
      if (Objects.equals(hold.node(), node)) {
        events.addAll(new ExpireHold(hold.id(), WHY).decide(state, now).events());
      }
    }
    return new Decision<>(events, events.size());
  }
}
