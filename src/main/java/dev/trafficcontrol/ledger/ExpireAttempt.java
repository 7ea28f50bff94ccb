package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Charges what is open of an attempt's holds, where whoever made its calls is gone or can't be
/// asked: until their deadlines they would take the room of the task's next attempt. Ask it once
/// the attempt is closed, after which no hold of it is granted. What is metered after all is a
/// correction. Replies how many there were.
///
/// @param why their cost is unknown, for whoever has to find out
public record ExpireAttempt(String run, long token, String why) implements LedgerCommand<Integer> {

  @Override
  public Decision<Integer> decide(LedgerState state, Instant now) {
    List<LedgerEvent> events = new ArrayList<>();
    for (Hold hold : state.holds.all()) {
      AttemptBinding attempt = hold.scope().attempt();
      if (attempt != null && attempt.run().equals(run) && attempt.token() == token) {
        events.addAll(new ExpireHold(hold.id(), why).decide(state, now).events());
      }
    }
    return new Decision<>(events, events.size());
  }
}
