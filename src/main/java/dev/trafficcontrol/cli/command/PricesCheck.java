package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Another's word beside the price book's.
@Command(
    name = "check",
    description = {
      "Compares the price book with another list. Changes nothing.",
      "Exit code 1 where a price differs that nobody has looked at."
    })
final class PricesCheck extends Asking {

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description =
          "A list as genai-prices, LiteLLM (model_prices_and_context_window.json) or models.dev"
              + " (api.json) have it, or a price book. Without it: the second source that is shipped.")
  @Nullable String file;

  PricesCheck(Root root) {
    super(root);
  }

  @Override
  Request request() {
    Request request = Request.to("prices check");
    return file == null
        ? request
        : request
            .with("file", file)
            .with("text", PriceListFile.read(file, "Nothing was compared with"));
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    Table table =
        new Table().text("MODEL").text("WHAT").number("OURS").number("THEIRS").text("WHY");
    for (Facts row : facts.objects("differences")) {
      table.row(
          row.text("model"),
          row.text("what"),
          row.text("ours"),
          row.text("theirs"),
          row.maybe("known").orElse("?"));
    }
    table.print(terminal, "No price differs.");
    terminal.line("");
    terminal.line("Only here:  " + String.join(", ", facts.texts("only_here")));
    terminal.line("Only there, and why there is no price here:");
    PriceUpdateReport.printReasons(facts.objects("only_there"), terminal);
    terminal.line("");
    terminal.line(
        "USD per million tokens, or per search. Price book %s, %s; beside it %s, as %s."
            .formatted(
                facts.text("version"),
                facts.text("from"),
                facts.text("source"),
                facts.text("format")));
    terminal.line(
        facts.truth("equal")
            ? terminal.ink(Ink.GOOD, "No price differs but those that were looked at.")
            : terminal.ink(Ink.BAD, "Prices differ: see the lines with '?'."));
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("equal") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
