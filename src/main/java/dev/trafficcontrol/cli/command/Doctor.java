package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import picocli.CommandLine.Command;

/// A look at everything.
@Command(name = "doctor", description = "Says what is missing or unsafe, and the fix.")
final class Doctor extends Asking {

  Doctor(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("doctor");
  }

  @Override
  void show(Facts facts, Terminal terminal) {

    for (Facts check : facts.objects("checks")) {
      String mark =
          switch (check.text("state")) {
            case "good" -> terminal.ink(Ink.GOOD, "good");
            case "warning" -> terminal.ink(Ink.WARN, "warn");
            default -> terminal.ink(Ink.BAD, "bad ");
          };
      terminal.line(mark + "  " + check.text("check") + ": " + check.text("found"));
      check.maybe("fix").ifPresent(fix -> terminal.line("      Fix: " + fix));
    }
    terminal.line("");
    Table table = new Table().text("SETTING").text("VALUE").text("FROM");
    facts
        .objects("settings")
        .forEach(row -> table.row(row.text("name"), row.text("value"), row.text("from")));
    table.print(terminal, "No settings could be read.");
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("sound") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
