package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;

/// Tasks as people see them listed.
final class TaskTable {

  /// What a person takes in at a glance.
  private static final int SOME = 20;

  static final String NONE = "No tasks. Add one: trafficctl task add TITLE";

  private TaskTable() {}

  /// The first of them, and how many more there are.
  static void printSome(List<Facts> tasks, Terminal terminal) {
    print(tasks.subList(0, Math.min(tasks.size(), SOME)), terminal, NONE);
    if (tasks.size() > SOME) {
      terminal.line("… and " + (tasks.size() - SOME) + " more: trafficctl task list");
    }
  }

  /// @param nothing said where there are none
  static void print(List<Facts> tasks, Terminal terminal, String nothing) {
    Table table =
        new Table()
            .text("TASK")
            .text("STATE")
            .text("ORIGIN")
            .text("PROJECT")
            .text("TITLE")
            .text("WHY");
    for (Facts task : tasks) {
      table.row(
          task.text("id"),
          task.text("state"),
          task.text("origin"),
          task.text("project"),
          shortened(task.text("title"), 60),
          shortened(task.text("reason"), 80));
    }
    table.print(terminal, nothing);
  }

  static String shortened(String text, int most) {
    String line = text.replace('\n', ' ');
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
