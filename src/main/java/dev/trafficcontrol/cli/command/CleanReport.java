package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// What a clean-up removes and leaves, and the counts on either side of it.
final class CleanReport {

  private CleanReport() {}

  static String tasks(Facts facts) {
    int count = facts.objects("removed").size();
    return count + (count == 1 ? " task" : " tasks");
  }

  /// All of it, however long: what is not shown can't be said yes to.
  static void print(Facts plan, Terminal terminal) {
    print("Removes", plan.objects("removed"), terminal);
    print("Keeps", plan.objects("kept"), terminal);
  }

  private static void print(String title, List<Facts> tasks, Terminal terminal) {
    if (tasks.isEmpty()) {
      return;
    }
    Table table =
        new Table()
            .text("TASK")
            .text("ORIGIN")
            .text("STATE")
            .text("PROJECT")
            .number("SPENT")
            .text("TITLE")
            .text("WHY");
    tasks.forEach(task ->
        table.row(
            task.text("id"),
            task.text("origin"),
            task.text("state"),
            task.text("project"),
            Usd.text(task.text("spent")),
            TaskTable.shortened(task.text("title"), 60),
            task.text("why")));
    terminal.line(terminal.ink(Ink.STRONG, title));
    table.print(terminal, "");
    terminal.line("");
  }

  static void printCounts(Facts facts, Terminal terminal) {
    Table table = new Table().text("TASKS").number("BEFORE").number("AFTER");
    Facts before = facts.object("before");
    Facts after = facts.object("after");
    table.row("in all", before.text("total"), after.text("total"));
    rows(table, before.object("by_origin"), after.object("by_origin"), "of origin ");
    rows(table, before.object("by_state"), after.object("by_state"), "");
    table.print(terminal, "");
  }

  private static void rows(Table table, Facts before, Facts after, String prefix) {
    before
        .values()
        .keySet()
        .forEach(name -> {
          if (before.number(name) + after.number(name) > 0) {
            table.row(prefix + name, before.text(name), after.text(name));
          }
        });
  }
}
