package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Ends an attempt: its key is dead from then on. Holds that are open end by themselves, as their
/// calls do, or by [ExpireAttempt]. Replies whether it was live.
public record CloseAttempt(String task, String run, long token) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    return new Access.LiveAttempt(run, token).equals(state.access.live(task))
        ? new Decision<>(List.of(new LedgerEvent.AttemptClosed(task, run, token)), true)
        : Decision.nothingBut(false);
  }
}
