package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import picocli.CommandLine.Command;

/// What models cost.
@Command(
    name = "list",
    description = "Lists the price book, with the source and date of each price.")
final class PricesList extends Asking {

  PricesList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("prices list");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Table table =
        new Table()
            .text("MODEL")
            .text("TIER")
            .number("INPUT")
            .number("WRITE 5M")
            .number("WRITE 1H")
            .number("READ")
            .number("OUTPUT")
            .text("AS OF")
            .text("SOURCE");
    for (Facts price : facts.objects("prices")) {
      table.row(
          price.text("model"),
          price.text("tier"),
          price.text("input"),
          price.text("cache_write_5m"),
          price.text("cache_write_1h"),
          price.text("cache_read"),
          price.text("output"),
          price.text("as_of"),
          price.text("source"));
    }
    table.print(terminal, "No prices.");
    terminal.line(
        "USD per million tokens. Price book %s, %s."
            .formatted(facts.text("version"), facts.text("from")));
    facts
        .maybe("waiting")
        .ifPresent(version ->
            terminal.line(
                terminal.ink(
                    Ink.WARN,
                    "The home has %s now; the daemon goes by the one above until it is restarted."
                        .formatted(version))));
  }
}
