package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.util.List;
import java.util.stream.Collectors;
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
    Table table = new Table().text("TIME").text("SEVERITY").text("SENT").text("ALERT");
    for (Facts alert : facts.objects("alerts")) {
      table.row(alert.text("at"), alert.text("severity"), sent(alert), alert.text("text"));
    }
    table.print(terminal, "No alerts.");
    facts.objects("alerts").stream()
        .flatMap(alert -> alert.objects("deliveries").stream())
        .filter(delivery -> !delivery.text("error").isEmpty())
        .map(AlertsList::trouble)
        .distinct()
        .forEach(trouble -> terminal.line(terminal.ink(Ink.BAD, trouble)));
  }

  /// Such as `ops, mail given-up`: where it has arrived, and where not.
  private static String sent(Facts alert) {
    List<Facts> deliveries = alert.objects("deliveries");
    return deliveries.isEmpty()
        ? "kept"
        : deliveries.stream()
            .map(one ->
                one.text("state").equals("delivered")
                    ? one.text("target")
                    : one.text("target") + " " + one.text("state"))
            .collect(Collectors.joining(", "));
  }

  private static String trouble(Facts delivery) {
    return "%s: %s, %s"
        .formatted(
            delivery.text("target"),
            delivery.text("error"),
            delivery.text("state").equals("queued")
                ? "tried again at " + delivery.text("next_attempt")
                : "given up");
  }
}
