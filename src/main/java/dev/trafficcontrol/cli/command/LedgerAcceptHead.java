package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The owner's word for a book that may not be the newest.
@Command(
    name = "accept-head",
    description = "Goes on with a book that may lack its end, such as a restored one.")
final class LedgerAcceptHead extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  LedgerAcceptHead(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger accept-head").with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        facts.truth("accepted")
            ? "The book goes on from here. The database "
                + facts.text("doubt")
                + ", unless you lower the budgets by it."
            : "Nothing speaks against the book.");
  }
}
