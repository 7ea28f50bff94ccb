package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The end of the book, or what of it is not known yet.
@Command(name = "list", description = "Lists the book's last events.")
final class LedgerList extends Asking {

  /// One or the other.
  static final class Which {

    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "At most so many events. Default: 100")
    @Nullable Integer limit;

    @Option(
        names = "--unknown",
        description = "Only what was charged in full because nobody knows what it cost.")
    boolean unknown;
  }

  @ArgGroup Which which = new Which();

  LedgerList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return which.unknown
        ? Request.to("ledger unknown")
        : Request.to("ledger list").with("limit", which.limit);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    if (which.unknown) {
      showUnknown(facts, terminal);
      return;
    }
    Table table = new Table().number("BATCH").text("TIME").text("WHAT HAPPENED");
    for (Facts event : facts.objects("events")) {
      table.row(event.text("batch"), event.text("at"), event.text("says"));
    }
    table.print(terminal, "The book is empty.");
  }

  private static void showUnknown(Facts facts, Terminal terminal) {
    Table table =
        new Table()
            .text("HOLD")
            .text("BOOKED")
            .number("CHARGED")
            .text("FOR")
            .text("MODEL")
            .text("WHY");
    for (Facts one : facts.objects("unknown")) {
      table.row(
          one.text("hold"),
          one.text("booked_at"),
          "$" + one.text("charged"),
          one.maybe("run").isPresent()
              ? "%s %s %s".formatted(one.text("project"), one.text("task"), one.text("run"))
              : one.text("key"),
          String.join(" ", one.texts("models")),
          one.text("why"));
    }
    table.print(terminal, "Nothing is unknown: whatever was charged is what it cost.");
    if (!facts.objects("unknown").isEmpty()) {
      terminal.line("");
      terminal.line(
          "$%s is charged in full until it is known what it cost:".formatted(facts.text("total")));
      terminal.line("  trafficctl ledger reconcile --hold ID --cost USD --reason TEXT");
    }
  }
}
