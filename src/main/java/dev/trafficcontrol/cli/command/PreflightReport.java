package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// What a start would do, before it does it.
final class PreflightReport {

  private PreflightReport() {}

  static void print(Facts report, Terminal terminal) {
    Facts forecast = report.object("forecast");
    terminal.line("Tasks      " + report.text("tasks") + " would start");
    terminal.line(
        "Forecast   "
            + Usd.text(forecast.text("expected"))
            + " expected, "
            + terminal.ink(Ink.STRONG, Usd.text(forecast.text("dear")))
            + " at the dear end");
    terminal.line("Budget     " + Usd.text(report.text("budget_left")) + " left");
    for (Facts check : report.objects("checks")) {
      String mark =
          switch (check.text("state")) {
            case "good" -> terminal.ink(Ink.GOOD, "good");
            case "warning" -> terminal.ink(Ink.WARN, "warn");
            default -> terminal.ink(Ink.BAD, "no  ");
          };
      terminal.line(mark + "  " + check.text("found"));
      check.maybe("fix").ifPresent(fix -> terminal.line("      Fix: " + fix));
    }
    terminal.line(verdict(report));
  }

  private static String verdict(Facts report) {
    List<String> why = report.texts("why");
    return switch (report.text("verdict")) {
      case "go" -> "Ready to start.";
      case "confirm" -> "Needs your confirmation: " + String.join("; ", why) + ".";
      default -> "Refused: " + String.join("; ", why) + ".";
    };
  }
}
