package dev.trafficcontrol.rehearsal;

import dev.trafficcontrol.money.Money;
import java.time.Duration;

/// One call that an agent made.
///
/// @param after how long after its agent's start it was made
/// @param duration from the request to the end of the answer
/// @param worstCase what is held for it
/// @param cost what it cost in the end
/// @param tokens of all kinds
public record RecordedCall(
    String model, Duration after, Duration duration, Money worstCase, Money cost, long tokens) {

  public RecordedCall {
    if (after.isNegative() || duration.isNegative() || tokens < 0) {
      throw new IllegalArgumentException("a call can't begin, last or use less than nothing");
    }
    if (worstCase.isZero()) {
      throw new IllegalArgumentException("a call that can't cost anything needs no hold");
    }
  }
}
