package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;

/// Budgets as people see them listed.
final class BudgetTable {

  private BudgetTable() {}

  static void print(List<Facts> budgets, Terminal terminal) {
    Table table =
        new Table()
            .text("SCOPE")
            .text("WINDOW")
            .number("LIMIT")
            .number("SPENT")
            .number("HELD")
            .number("FREE");
    for (Facts budget : budgets) {
      table.row(
          budget.text("scope"),
          budget.text("window"),
          Usd.text(budget.text("limit")),
          Usd.text(budget.text("spent")),
          Usd.text(budget.text("held")),
          Usd.text(budget.text("free")));
    }
    table.print(terminal, "No budgets yet: the safe defaults are written at first use.");
  }
}
