package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Ends an attempt: its key is dead from then on. Holds that are open end by themselves, as their
/// calls do, or by [ExpireAttempt]. One that was not opened yet never is: whoever was about to may
/// have stood still meanwhile. Replies whether it was live.
public record CloseAttempt(String task, String run, long token) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    boolean isLive = new Access.LiveAttempt(run, token).equals(state.access.live(task));
    return !isLive && state.access.isOver(task, token)
        ? Decision.nothingBut(false)
        : new Decision<>(List.of(new LedgerEvent.AttemptClosed(task, run, token)), isLive);
  }
}
