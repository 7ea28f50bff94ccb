package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// Keys, without their secrets.
@Command(name = "list", description = "Lists the keys that were made for people.")
final class KeyList extends Asking {

  KeyList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("key list");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Table table =
        new Table()
            .text("KEY")
            .text("NAME")
            .text("STATE")
            .text("SPENT")
            .text("MODELS")
            .number("MAX TOKENS")
            .number("CALLS/MIN")
            .text("LOWERED")
            .text("EXPIRES");
    for (Facts key : facts.objects("keys")) {
      KeyLimits limits = KeyLimits.of(key);
      table.row(
          key.text("id"),
          key.text("name"),
          key.text("state"),
          spent(key),
          limits.models(),
          limits.maxTokens(),
          limits.callsPerMinute(),
          limits.lowered(),
          limits.expires());
    }
    table.print(terminal, "No keys. Make one: trafficctl key create --name NAME --limit 1.00");
  }

  private static String spent(Facts key) {
    return key.objects("budgets").stream()
        .map(budget ->
            "%s of %s"
                .formatted(
                    Usd.text(budget.text("spent")),
                    Usd.within(budget.text("limit"), budget.text("window"))))
        .collect(Collectors.joining(", "));
  }
}
