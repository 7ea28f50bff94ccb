package dev.trafficcontrol.app.prices;

import dev.trafficcontrol.pricing.PriceBook;

/// A price book, and where it is from.
///
/// @param from `shipped with the program`, or the file
public record PricesInUse(PriceBook book, String from) {

  static final String SHIPPED = "shipped with the program";

  public boolean isShipped() {
    return from.equals(SHIPPED);
  }
}
