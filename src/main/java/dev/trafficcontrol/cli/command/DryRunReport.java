package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;

/// What a start would do, task by task, as people read it.
final class DryRunReport {

  private DryRunReport() {}

  static void print(Facts report, Terminal terminal) {
    PreflightReport.print(report, terminal);
    terminal.line("");
    terminal.line(terminal.ink(Ink.STRONG, "Would start at once") + allowance(report));
    starts(report).print(terminal, "  nothing");
    if (!report.objects("waits").isEmpty()) {
      terminal.line("");
      terminal.line(terminal.ink(Ink.STRONG, "Would wait"));
      waits(report).print(terminal, "  nothing");
    }
    terminal.line("");
    terminal.line("Nothing was started: --dry-run." + fate(report));
  }

  private static String allowance(Facts report) {
    return report.objects("starts").isEmpty()
        ? ""
        : ", in this order, with up to " + Usd.text(report.text("amount")) + " for all tasks";
  }

  private static String fate(Facts report) {
    Facts objection = report.object("objection");
    return objection.values().isEmpty()
        ? ""
        : " As it was given, a start is refused: " + objection.text("why");
  }

  private static Table starts(Facts report) {
    Table table =
        new Table()
            .number("#")
            .text("TASK")
            .text("PROJECT")
            .text("CLASS")
            .text("AGENT")
            .text("MODEL")
            .number("UP TO")
            .text("TITLE")
            .text("PROGRAM");
    int place = 0;
    for (Facts task : report.objects("starts")) {
      place++;
      table.row(
          Integer.toString(place),
          task.text("id"),
          task.text("project"),
          task.text("class"),
          task.text("agent"),
          task.text("model"),
          Usd.text(task.text("dear_end")),
          TaskTable.shortened(task.text("title"), 40),
          task.texts("command").stream().findFirst().orElse(""));
    }
    return table;
  }

  private static Table waits(Facts report) {
    Table table =
        new Table()
            .text("TASK")
            .text("PROJECT")
            .text("CLASS")
            .number("UP TO")
            .text("TITLE")
            .text("WHY");
    for (Facts task : report.objects("waits")) {
      table.row(
          task.text("id"),
          task.text("project"),
          task.text("class"),
          Usd.text(task.text("dear_end")),
          TaskTable.shortened(task.text("title"), 40),
          TaskTable.shortened(task.text("why"), 100));
    }
    return table;
  }
}
