package dev.trafficcontrol.junit;

import java.math.BigDecimal;

/// One model call that was let through to the provider.
///
/// @param model as the request named it
/// @param held what was set aside before it left, USD
/// @param end how it ended
/// @param cost what the book charges for it, USD; zero while it is open
public record Call(String model, BigDecimal held, End end, BigDecimal cost) {

  /// How a call ended.
  public enum End {
    /// In flight.
    OPEN,
    /// At what was metered.
    METERED,
    /// It is proven that nothing was billed, as by a provider's own error.
    FREE,
    /// Nobody knows what it cost, as after a cut connection: it is charged in full.
    UNKNOWN
  }
}
