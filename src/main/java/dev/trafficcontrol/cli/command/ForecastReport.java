package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.math.BigDecimal;
import java.time.Duration;

/// A forecast as people read it: tasks, their sum, budgets, and how often such said true.
final class ForecastReport {

  private static final int TITLE = 30;

  private ForecastReport() {}

  static void queue(Facts report, Terminal terminal) {
    Table tasks =
        new Table()
            .text("TASK")
            .text("TITLE")
            .number("50 %")
            .number("90 %")
            .number("WORST")
            .text("BASED ON");
    for (Facts task : report.objects("tasks")) {
      tasks.row(
          task.text("id"),
          TaskTable.shortened(task.text("title"), TITLE),
          Usd.text(task.text("p50")),
          Usd.text(task.text("p90")),
          Usd.text(task.text("worst")),
          task.object("basis").text("text"));
    }
    tasks.print(terminal, "No approved task waits: there is nothing to forecast.");
    if (!report.objects("tasks").isEmpty()) {
      terminal.line("");
      terminal.line(total(report, terminal));
      budgets(report, terminal);
    }
  }

  private static String total(Facts report, Terminal terminal) {
    Facts queue = report.object("queue");
    long agents = report.number("agents");
    return terminal.ink(Ink.STRONG, "Queue")
        + "  50 %% %s, 90 %% %s, up to %s at worst; about %s of work for %d %s at once"
            .formatted(
                Usd.text(queue.text("p50")),
                Usd.text(queue.text("p90")),
                Usd.text(queue.text("worst")),
                time(queue.number("seconds")),
                agents,
                agents == 1 ? "agent" : "agents");
  }

  private static void budgets(Facts report, Terminal terminal) {
    Table budgets =
        new Table().text("BUDGET").number("LIMIT").number("LEFT").number("CROSSED").text("ABOUT");
    for (Facts budget : report.objects("budgets")) {
      budgets.row(
          budget.text("scope") + " " + budget.text("window"),
          Usd.text(budget.text("limit")),
          Usd.text(budget.text("free")),
          chance(budget.number("chance_permille")),
          budget.maybe("about").map(ForecastReport::minute).orElse("-"));
    }
    if (!report.objects("budgets").isEmpty()) {
      terminal.line("");
      budgets.print(terminal, "");
    }
  }

  static void calibration(Facts report, Terminal terminal) {
    Table table =
        new Table()
            .text("OF")
            .number("LATEST")
            .number("TASKS")
            .number("WITHIN THE 50 %")
            .number("WITHIN THE 90 %")
            .text("");
    for (Facts row : report.objects("calibration")) {
      table.row(
          row.maybe("name").map(name -> row.text("by") + " " + name).orElse("all"),
          row.text("latest"),
          row.text("tasks"),
          share(row.object("p50")),
          share(row.object("p90")),
          verdict(row));
    }
    table.print(terminal, "No task is over yet whose forecast rested on 10 like tasks.");
    long unjudged = report.number("unjudged");
    if (unjudged > 0) {
      terminal.line("");
      terminal.line(
          "%d more rested on no history: they counted at the dear end, which always holds."
              .formatted(unjudged));
    }
  }

  private static String verdict(Facts row) {
    return row.object("p50").truth("agrees") && row.object("p90").truth("agrees")
        ? "as said"
        : "not as said";
  }

  /// `87 % (70–95)`: in brackets, what the true share may be.
  private static String share(Facts share) {
    return "%s %% (%s–%s)".formatted(share.text("percent"), share.text("low"), share.text("high"));
  }

  private static String chance(long permille) {
    return permille == 0
        ? "no"
        : permille < 10 ? "< 1 %" : BigDecimal.valueOf(permille).movePointLeft(1).intValue() + " %";
  }

  /// `2026-11-26T16:42:07.123Z` → `2026-11-26 16:42 UTC`
  private static String minute(String instant) {
    return instant.substring(0, 16).replace('T', ' ') + " UTC";
  }

  private static String time(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : Math.max(1, time.toMinutes()) + " min";
  }
}
