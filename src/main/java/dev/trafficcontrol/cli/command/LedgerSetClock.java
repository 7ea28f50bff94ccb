package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The owner's word for a step of the clock.
@Command(
    name = "set-clock",
    description = "Confirms that the machine's clock is right after a step that nothing explains.")
final class LedgerSetClock extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  LedgerSetClock(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger set-clock").with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        facts.truth("set")
            ? "The book's time was " + facts.text("from") + " and is " + facts.text("to") + " now."
            : "Nothing was set: the time since the book was written explains "
                + facts.text("to")
                + ".");
  }
}
