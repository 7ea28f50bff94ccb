package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.Optional;

/// What a run does at the gateway.
///
/// @param calls made so far
/// @param inFlight of these, not answered yet
/// @param last when the last one began or ended
/// @param refusal set where its last paid call was refused for want of money
public record CallActivity(
    int calls, int inFlight, Optional<Instant> last, Optional<MoneyRefusal> refusal) {

  public static final CallActivity NONE =
      new CallActivity(0, 0, Optional.empty(), Optional.empty());
}
