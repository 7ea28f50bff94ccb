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
            .number("FREE")
            .text("NEXT FREES");
    for (Facts budget : budgets) {
      table.row(
          budget.text("scope"),
          budget.text("window"),
          Usd.text(budget.text("limit")),
          Usd.text(budget.text("spent")),
          Usd.text(budget.text("held")),
          Usd.text(budget.text("free")),
          budget.maybe("frees_at").orElse("-"));
    }
    table.print(terminal, "No budgets yet: the safe defaults are written at first use.");
    for (Facts budget : budgets) {
      budget
          .maybe("raised_until")
          .ifPresent(until ->
              terminal.line(
                  "%s, %s, is raised until %s; then its limit is %s again."
                      .formatted(
                          budget.text("scope"),
                          budget.text("window"),
                          until,
                          Usd.text(budget.text("standing_limit")))));
    }
  }
}
