package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A backup in the place of the home's database.
@Command(
    name = "restore",
    description = {
      "Puts a backup in the place of the home's database, which is kept aside.",
      "Nothing works with a restored book until 'ledger accept-head'."
    })
final class Restore extends Asking {

  @Parameters(paramLabel = "FILE", description = "What 'backup' made.")
  @Nullable Path file;

  Restore(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("restore")
        .with("file", Path.of(String.valueOf(file)).toAbsolutePath().toString());
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Restored %s from %s: %d batches, %s spent."
            .formatted(
                facts.text("home"),
                facts.text("file"),
                facts.number("batches"),
                Usd.text(facts.text("spent"))));
    facts
        .maybe("replaced")
        .ifPresent(kept -> terminal.line("The database it replaced is kept: " + kept));
    facts
        .maybe("configuration")
        .ifPresent(
            kept -> terminal.line("The configuration was left as it is; the backup's is " + kept));
    terminal.line("");
    terminal.line(
        "What was spent after the backup does not count in this book, so nothing works with it yet.");
    terminal.line("Next:");
    terminal.line("  trafficctl ledger accept-head --reason TEXT   says that you know");
    terminal.line(
        "  trafficctl budget set …                       lowers budgets by what was spent since");
  }
}
