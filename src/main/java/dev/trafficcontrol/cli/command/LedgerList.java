package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The end of the book.
@Command(name = "list", description = "Lists the book's last events.")
final class LedgerList extends Asking {

  @Option(names = "--limit", paramLabel = "N", description = "At most so many events. Default: 100")
  @Nullable Integer limit;

  LedgerList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger list").with("limit", limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    Table table = new Table().number("BATCH").text("TIME").text("EVENT");
    for (Facts event : facts.objects("events")) {
      table.row(event.text("batch"), event.text("at"), event.text("event"));
    }
    table.print(terminal, "The book is empty.");
  }
}
