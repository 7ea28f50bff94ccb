package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    if (!plan.objects("left").isEmpty()) {
      terminal.line("");
      terminal.line("Not taken over:");
      printReasons(plan.objects("left"), terminal);
    }
    if (!plan.objects("implausible").isEmpty()) {
      terminal.line("");
      terminal.line(
          terminal.ink(
              Ink.BAD, "Refused, for it can hardly be true (--accept MODEL believes it):"));
      printReasons(plan.objects("implausible"), terminal);
    }
    terminal.line("");
    terminal.line("USD per million tokens, or per search. Into " + plan.text("file") + ".");
  }

  /// Models by the reason that they share.
  static void printReasons(List<Facts> models, Terminal terminal) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    for (Facts model : models) {
      byReason
          .computeIfAbsent(
              model.maybe("why").orElse("nobody has looked at it"), _ -> new ArrayList<>())
          .add(model.text("model"));
    }
    byReason.forEach((why, names) -> {
      terminal.line("  " + String.join(", ", names));
      terminal.line("      " + why);
    });
  }
}
