package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The provider's word beside the book's.
@Command(
    name = "compare",
    description = "Compares a provider's usage or cost report with the book. Changes nothing.")
final class LedgerCompare extends Asking {

  @Parameters(
      paramLabel = "FILE",
      description =
          "A .json file as Anthropic's Admin API answers (cost_report, usage_report/messages), or a"
              + " .csv file with date,model,cost_usd.")
  @Nullable Path file;

  @Option(
      names = "--fail-above",
      paramLabel = "USD",
      description = "Exit code 1 where any drift, either way, is above this.")
  @Nullable String failAbove;

  @Option(
      names = "--trip-above",
      paramLabel = "USD",
      description = "Opens the breaker where the whole report is more than this above the book.")
  @Nullable String tripAbove;

  LedgerCompare(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger compare")
        .with("file", String.valueOf(file))
        .with("text", TextFile.read(Path.of(String.valueOf(file)), "Nothing was compared with"))
        .with("fail-above", failAbove)
        .with("trip-above", tripAbove);
  }

  /// Exact: whoever compares looks for small differences.
  @Override
  void show(Facts facts, Terminal terminal) {
    Table table =
        new Table().text("DAY (UTC)").text("MODEL").number("REPORT").number("BOOK").number("DRIFT");
    for (Facts row : facts.objects("days")) {
      table.row(
          row.text("day"),
          row.maybe("model").orElse("-"),
          row.text("report"),
          row.text("book"),
          row.text("drift"));
    }
    table.row("total", "", facts.text("report"), facts.text("book"), facts.text("drift"));
    table.print(terminal, "");
    terminal.line("");
    terminal.line(
        "In USD. Drift is the report less the book: what was spent past the gateway; where it is"
            + " negative the book charges more than was billed.");
    if (tripAbove != null && facts.text("breaker").equals("open")) {
      terminal.line(terminal.ink(Ink.BAD, "The breaker is open: trafficctl breaker status"));
    }
    if (facts.truth("above")) {
      terminal.line(terminal.ink(Ink.BAD, "The drift is above " + facts.text("fail_above") + "."));
    }
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("above") ? ExitCode.FAILED : ExitCode.DONE;
  }
}
