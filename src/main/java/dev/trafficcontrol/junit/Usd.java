package dev.trafficcontrol.junit;

import java.math.BigDecimal;

/// Amounts as tests compare them: with at least two decimals, and no zeros after those.
final class Usd {

  private static final int CENTS = 2;

  static final BigDecimal ZERO = of(BigDecimal.ZERO);

  private Usd() {}

  static BigDecimal of(String usd) {
    return of(new BigDecimal(usd));
  }

  static BigDecimal of(BigDecimal usd) {
    BigDecimal shortest = usd.stripTrailingZeros();
    return shortest.scale() < CENTS ? shortest.setScale(CENTS) : shortest;
  }
}
