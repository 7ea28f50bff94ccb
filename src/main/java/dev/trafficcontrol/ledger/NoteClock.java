package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;

/// Writes down what the machine says of time, once for each of its starts: later readings of the
/// same start are held against the first, so that many small steps are not overlooked either.
public record NoteClock(ClockReading reading) implements LedgerCommand<Boolean> {

  @Override
  public Decision<Boolean> decide(LedgerState state, Instant now) {
    ClockReading noted = state.clock();
    boolean isNews = reading.boot() != null && (noted == null || !reading.isOfSameBootAs(noted));
    return isNews
        ? new Decision<>(List.of(new LedgerEvent.ClockNoted(reading)), true)
        : Decision.nothingBut(false);
  }
}
