package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How fast money goes, and how long it lasts.
final class BurnLines {

  private BurnLines() {}

  static void print(Facts status, Terminal terminal) {
    List<Facts> rates = status.objects("rates");
    terminal.line(
        "Burn       "
            + Usd.text(status.text("burn_per_minute"))
            + " a minute"
            + (rates.isEmpty() ? "" : onAverage(rates.getFirst())));
  }

  private static String onAverage(Facts all) {
    return "; %s and %s over 5 and 15; %s tokens a minute over 5"
        .formatted(
            Usd.text(all.text("usd_per_minute_5")),
            Usd.text(all.text("usd_per_minute_15")),
            String.format(Locale.ROOT, "%,d", all.number("tokens_per_minute_5")));
  }

  /// Of the budgets that are being used up.
  static void printLasting(List<Facts> budgets, Terminal terminal) {
    for (Facts budget : budgets) {
      budget
          .maybe("lasts_seconds")
          .ifPresent(seconds ->
              terminal.line(
                  "At the rate of the last five minutes %s, %s, is used up in %s."
                      .formatted(
                          budget.text("scope"),
                          budget.text("window"),
                          text(Duration.ofSeconds(Long.parseLong(seconds))))));
    }
  }

  private static String text(Duration lasts) {
    if (lasts.toMinutes() < 1) {
      return "less than a minute";
    }
    return lasts.toHours() < 1
        ? lasts.toMinutes() + " min"
        : lasts.toHours() < 48
            ? "%d h %d min".formatted(lasts.toHours(), lasts.toMinutesPart())
            : lasts.toDays() + " days";
  }
}
