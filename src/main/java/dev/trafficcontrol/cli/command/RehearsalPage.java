package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A rehearsal as people read it: the end, the cost, what would wait for what.
final class RehearsalPage {

  private static final int TITLE = 30;

  /// Tasks that are shown of the first and of the last.
  private static final int SHOWN = 4;

  private RehearsalPage() {}

  static void show(Facts report, Terminal terminal) {
    if (report.number("tasks") == 0) {
      terminal.line("No approved task waits that could start: there is nothing to rehearse.");
    } else {
      rehearsed(report, terminal);
    }
    List<Facts> leftOut = report.objects("left_out");
    if (!leftOut.isEmpty()) {
      terminal.line("");
      leftOut.forEach(
          task -> terminal.line("Left out: %s, %s".formatted(task.text("id"), task.text("why"))));
    }
  }

  private static void rehearsed(Facts report, Terminal terminal) {
    Facts story = report.object("story");
    terminal.line(
        "Rehearsed %s with up to %s at once, %s with drawn costs and durations"
            .formatted(
                counted(report.number("tasks"), "task"),
                counted(report.number("agents"), "agent"),
                counted(report.number("draws"), "time")));
    terminal.line("");
    Optional<String> end = report.maybe("end");
    terminal.line(
        terminal.ink(Ink.STRONG, "End")
            + "   "
            + (end.isPresent()
                ? spread(report.object("end"), RehearsalPage::minute) + " (UTC)"
                : "never: it was not done in any of them"));
    terminal.line(
        terminal.ink(Ink.STRONG, "Cost") + "  " + spread(report.object("cost"), Usd::text));
    terminal.line(
        "      done in %s of cases, without waiting for money in %s; at most %s at once"
            .formatted(
                chance(report.number("done_permille")),
                chance(report.number("without_waiting_permille")),
                counted(story.number("peak_agents"), "agent")));
    report
        .objects("stops")
        .forEach(stop ->
            terminal.line(
                "      in %s %s".formatted(chance(stop.number("permille")), stop.text("what"))));
    terminal.line("");
    story(story, terminal);
  }

  private static void story(Facts story, Terminal terminal) {
    terminal.line(
        terminal.ink(Ink.STRONG, "With each task at its middle")
            + "  %s, %s"
                .formatted(
                    story
                        .maybe("stopped_by")
                        .map(what -> "stopped at " + minute(story.text("end")) + ": " + what)
                        .orElse("all done at " + minute(story.text("end"))),
                    Usd.text(story.text("cost"))));
    story.maybe("trip").ifPresent(reason -> terminal.line("  " + reason));
    for (Facts budget : story.objects("used_up")) {
      terminal.line(
          "  %s %s has no room for another call for the first time at %s"
              .formatted(budget.text("scope"), budget.text("window"), minute(budget.text("at"))));
    }
    terminal.line("");
    Table waits = new Table().text("WAIT FOR").number("TASKS").number("LONGEST");
    for (Facts wait : story.objects("waits")) {
      waits.row(wait.text("what"), wait.text("tasks"), time(wait.number("longest_seconds")));
    }
    waits.print(terminal, "Nothing would wait.");
    terminal.line("");
    tasks(story.objects("tasks"), terminal);
  }

  private static void tasks(List<Facts> tasks, Terminal terminal) {
    List<Facts> inOrder =
        tasks.stream()
            .sorted(Comparator.comparing((Facts task) -> task.maybe("started").orElse("never")))
            .toList();
    Table table =
        new Table()
            .text("TASK")
            .text("TITLE")
            .text("STARTS")
            .text("ENDS")
            .number("COST")
            .text("WAITED MOST FOR");
    boolean isLong = inOrder.size() > 2 * SHOWN + 1;
    for (int i = 0; i < inOrder.size(); i++) {
      if (isLong && i == SHOWN) {
        table.row("…", "", "", "", "", "");
      }
      if (!isLong || i < SHOWN || i >= inOrder.size() - SHOWN) {
        row(table, inOrder.get(i));
      }
    }
    table.print(terminal, "");
  }

  private static void row(Table table, Facts task) {
    boolean isDone = task.text("state").equals("done");
    table.row(
        task.text("id"),
        TaskTable.shortened(task.text("title"), TITLE),
        task.maybe("started").map(RehearsalPage::minute).orElse("-"),
        isDone ? task.maybe("ended").map(RehearsalPage::minute).orElse("-") : task.text("state"),
        Usd.text(task.text("cost")),
        task.maybe("waited_for").orElse("-"));
  }

  private static String spread(Facts spread, UnaryOperator<String> text) {
    return "%s; half of the cases %s to %s, nine of ten %s to %s"
        .formatted(
            text.apply(spread.text("middle")),
            text.apply(spread.text("low50")),
            text.apply(spread.text("high50")),
            text.apply(spread.text("low90")),
            text.apply(spread.text("high90")));
  }

  private static String counted(long count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }

  private static String chance(long permille) {
    return permille > 0 && permille < 10 ? "< 1 %" : permille / 10 + " %";
  }

  /// `2026-11-26T16:42:07.123Z` → `2026-11-26 16:42`
  private static String minute(String instant) {
    return instant.substring(0, 16).replace('T', ' ');
  }

  private static String time(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min";
  }
}
