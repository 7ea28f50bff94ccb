package dev.trafficcontrol.cli.command;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Amounts for people: whole cents where that is exact enough to read, all decimals in `--json`.
final class Usd {

  private static final int DECIMALS = 4;

  private Usd() {}

  /// `0.123456789` → `$0.1235`, rounded up: what was spent never looks like less.
  static String text(String amount) {
    if (amount.isEmpty() || amount.equals("unlimited")) {
      return amount.isEmpty() ? "-" : amount;
    }
    BigDecimal exact = new BigDecimal(amount);
    BigDecimal shown = exact.setScale(DECIMALS, RoundingMode.CEILING).stripTrailingZeros();
    return "$"
        + (shown.scale() < 2 ? shown.setScale(2, RoundingMode.UNNECESSARY) : shown).toPlainString();
  }
}
