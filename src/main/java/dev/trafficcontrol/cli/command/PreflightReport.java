package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// What a start would do, before it does it: a line for each check, the fixes, one sentence.
final class PreflightReport {

  private PreflightReport() {}

  static void print(Facts report, Terminal terminal) {
    List<Facts> checks = report.objects("checks");
    int widest = checks.stream().mapToInt(check -> check.text("name").length()).max().orElse(0);
    terminal.line(
        terminal.ink(Ink.STRONG, "Pre-flight")
            + terminal.ink(Ink.FAINT, "  " + report.text("environment")));
    terminal.line("");
    for (Facts check : checks) {
      Mark mark = Mark.of(check.text("severity"));
      terminal.line(
          "  "
              + mark.on(terminal)
              + " "
              + pad(check.text("name"), widest)
              + "  "
              + check.text("message"));
      if (!check.text("fix").isEmpty()) {
        terminal.line(
            " ".repeat(widest + 6) + terminal.ink(Ink.FAINT, "fix: " + check.text("fix")));
      }
    }
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
        + Usd.text(summary.text("estimatedCost"))
        + summary
            .maybe("budgetAvailable")
            .map(left -> ", " + Usd.text(left) + " left of the day's budget")
            .orElse("");
  }

  /// What `start --dry-run` adds: each task, with the most it may cost.
  static void printTasks(Facts report, Terminal terminal) {
    terminal.line("");
    Table table =
        new Table()
            .text("TASK")
            .text("PROJECT")
            .text("AGENT")
            .text("MODEL")
            .number("UP TO")
            .text("TITLE");
    report
        .objects("tasks")
        .forEach(task ->
            table.row(
                task.text("id"),
                task.text("project"),
                task.text("agent"),
                task.text("model"),
                Usd.text(task.text("dear_end")),
                task.text("title")));
    table.print(terminal, "No tasks wait.");
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
