package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// Everything ever settled or expired.
@Command(name = "cost", description = "Says what was spent, on what and by which key.")
final class CostShow extends Asking {

  CostShow(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("cost");
  }

  private static String name(Facts row) {
    return row.maybe("label")
        .map(label -> label + " (" + row.text("name") + ")")
        .orElse(row.text("name"));
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Total "
            + terminal.ink(Ink.STRONG, Usd.text(facts.text("total")))
            + ", held now "
            + Usd.text(facts.text("held")));
    for (String part : List.of("projects", "tasks", "runs", "models", "keys")) {
      List<Facts> rows = facts.objects(part);
      if (!rows.isEmpty()) {
        terminal.line("");
        Table table = new Table().text(part.toUpperCase(Locale.ROOT)).number("COST");
        rows.forEach(row -> table.row(name(row), Usd.text(row.text("cost"))));
        table.print(terminal, "");
      }
    }
  }
}
