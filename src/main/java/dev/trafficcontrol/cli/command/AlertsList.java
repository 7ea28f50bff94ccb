package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Alerts, the newest first.
@Command(name = "list", description = "Lists what people were told.")
final class AlertsList extends Asking {

  @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: 50")
  @Nullable Integer limit;

  AlertsList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("alerts list").with("limit", limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    Table table = new Table().text("TIME").text("SEVERITY").text("ALERT");
    for (Facts alert : facts.objects("alerts")) {
      table.row(alert.text("at"), alert.text("severity"), alert.text("text"));
    }
    table.print(terminal, "No alerts.");
  }
}
