package dev.trafficcontrol.run;

import java.time.Instant;
import java.util.Optional;

/// What a run does at the gateway.
///
/// @param calls made so far
/// @param inFlight of these, not answered yet
/// @param granted of these, let through to a provider
/// @param last when the last one began or ended
/// @param refusal set where its last paid call was refused for want of money
public record CallActivity(
    int calls, int inFlight, int granted, Optional<Instant> last, Optional<MoneyRefusal> refusal) {

  public static final CallActivity NONE =
      new CallActivity(0, 0, 0, Optional.empty(), Optional.empty());
}
