package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;

/// Runs as people see them listed.
final class RunTable {

  private RunTable() {}

  static void print(List<Facts> runs, Terminal terminal) {
    Table table =
        new Table()
            .text("RUN")
            .text("TASK")
            .text("STATE")
            .text("AGENT")
            .text("MODEL")
            .number("COST")
            .text("BRANCH");
    for (Facts run : runs) {
      table.row(
          run.text("id"),
          run.text("task"),
          run.text("state"),
          run.text("agent"),
          run.text("model"),
          Usd.text(run.text("cost")),
          run.maybe("branch").orElse("-"));
    }
    table.print(terminal, "No runs.");
  }
}
