package dev.trafficcontrol.cli.command;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// Amounts for people: whole cents where that is exact enough to read, all decimals in `--json`.
final class Usd {

  private static final int CENTS = 2;
  private static final int DECIMALS = 4;

  private Usd() {}

  /// `$5.00 in a rolling hour`
  static String within(String amount, String window) {
    return text(amount)
        + switch (window) {
          case "total" -> " in total";
          case "rolling-hour" -> " in a rolling hour";
          case "rolling-day" -> " in a rolling day";
          case "rolling-week" -> " in a rolling week";
          case "rolling-30-days" -> " in rolling 30 days";
          default -> ", " + window;
        };
  }

  /// `0.123456789` → `$0.1235`, rounded up: what was spent never looks like less.
  static String text(String amount) {
    if (amount.isEmpty() || amount.equals("unlimited")) {
      return amount.isEmpty() ? "-" : amount;
    }
    BigDecimal exact = new BigDecimal(amount);
    boolean wholeCents = exact.stripTrailingZeros().scale() <= CENTS;
    return "$"
        + exact.setScale(wholeCents ? CENTS : DECIMALS, RoundingMode.CEILING).toPlainString();
  }
}
