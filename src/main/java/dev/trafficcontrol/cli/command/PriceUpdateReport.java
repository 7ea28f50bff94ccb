package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;

/// What an update of the price book would change.
final class PriceUpdateReport {

  private PriceUpdateReport() {}

  static void print(Facts plan, Terminal terminal) {
    Table changes = new Table().text("MODEL").text("WHAT").number("BEFORE").number("AFTER");
    for (Facts change : plan.objects("changes")) {
      changes.row(
          change.text("model"), change.text("what"), change.text("before"), change.text("after"));
    }
    changes.print(terminal, "No price changes.");
    reasons("Not taken over:", plan.objects("left"), Ink.FAINT, terminal);
    reasons(
        "Refused, for they can hardly be true (--accept MODEL believes them):",
        plan.objects("implausible"),
        Ink.BAD,
        terminal);
    terminal.line("");
    terminal.line("USD per million tokens, or per search. Into " + plan.text("file") + ".");
  }

  private static void reasons(String title, List<Facts> left, Ink ink, Terminal terminal) {
    if (left.isEmpty()) {
      return;
    }
    terminal.line("");
    terminal.line(terminal.ink(ink, title));
    Table table = new Table().text("  MODEL").text("WHY");
    left.forEach(each -> table.row("  " + each.text("model"), each.text("why")));
    table.print(terminal, "");
  }
}
