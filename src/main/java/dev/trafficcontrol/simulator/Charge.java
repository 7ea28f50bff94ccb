package dev.trafficcontrol.simulator;

import java.math.BigDecimal;

/// What one call is charged, as the bill writes it down.
///
/// @param id the message's id, one for each call that was begun
/// @param payer which key pays, as a short fingerprint
record Charge(
    String id, String requestId, String payer, String model, Usage usage, BigDecimal usd) {

  /// Why no more is charged to a call.
  enum Outcome {
    COMPLETE,
    CLIENT_LEFT,
    CUT,
    ERROR
  }

  Charge of(Usage actual, BigDecimal amount) {
    return new Charge(id, requestId, payer, model, actual, amount);
  }
}
