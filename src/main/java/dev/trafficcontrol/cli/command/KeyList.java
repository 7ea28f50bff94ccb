package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
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

    Table table = new Table().text("KEY").text("NAME").text("STATE").text("EXPIRES");
    for (Facts key : facts.objects("keys")) {
      table.row(
          key.text("id"),
          key.text("name"),
          key.text("state"),
          key.maybe("expires_at").orElse("never"));
    }
    table.print(terminal, "No keys. Make one: trafficctl key create --name NAME --limit 1.00");
  }
}
