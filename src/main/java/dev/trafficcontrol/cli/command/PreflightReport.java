package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;

/// What a start would do, before it does it: a line for each check, the fixes, one sentence.
final class PreflightReport {

  private PreflightReport() {}

  static void print(Facts report, Terminal terminal) {
    terminal.line(
        terminal.ink(Ink.STRONG, "Pre-flight")
            + terminal.ink(Ink.FAINT, "  " + report.text("environment")));
    terminal.line("");
    CheckLines.print(report.objects("checks"), terminal);
    terminal.line("");
    terminal.line(closing(report, terminal));
  }

  private static String closing(Facts report, Terminal terminal) {
    String why = String.join("; ", report.texts("why"));
    return switch (report.text("verdict")) {
      case "clear" -> terminal.ink(Ink.GOOD, "Clear to start: ") + amounts(report) + ".";
      case "confirm" ->
          terminal.ink(Ink.WARN, "Needs your yes: ") + amounts(report) + " (" + why + ").";
      case "numbers" ->
          terminal.ink(Ink.BAD, "Refused unless you name the numbers: ")
              + amounts(report)
              + " ("
              + why
              + ").";
      default -> terminal.ink(Ink.BAD, "Refused: ") + why + ".";
    };
  }

  /// `12 tasks for up to $24.00, $50.00 left today`
  static String amounts(Facts report) {
    Facts summary = report.object("summary");
    long tasks = summary.number("queuedTaskCount");
    return tasks
        + (tasks == 1 ? " task" : " tasks")
        + " for up to "
        + Usd.text(summary.text("amount"))
        + summary
            .maybe("budgetAvailable")
            .map(left -> ", " + Usd.text(left) + " left of the day's budget")
            .orElse("");
  }
}
