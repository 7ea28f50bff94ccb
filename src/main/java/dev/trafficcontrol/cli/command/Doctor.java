package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Table;
import dev.trafficcontrol.cli.Terminal;
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
    CheckLines.print(facts.objects("checks"), terminal);
    terminal.line("");
    Table table = new Table().text("SETTING").text("VALUE").text("FROM");
    facts
        .objects("settings")
        .forEach(row -> table.row(row.text("name"), row.text("value"), row.text("from")));
    table.print(terminal, "No settings could be read.");
    terminal.line("");
    terminal.line(verdictLine(facts));
  }

  private static String verdictLine(Facts facts) {
    if (!facts.truth("sound")) {
      return "Not ready: see the lines with ✗.";
    }
    long warnings =
        facts.objects("checks").stream()
            .filter(check -> check.text("severity").equals("warning"))
            .count();
    return switch ((int) warnings) {
      case 0 -> "Nothing stands in the way.";
      case 1 -> "Ready, with one warning: see the line with ⚠.";
      default -> "Ready, with " + warnings + " warnings: see the lines with ⚠.";
    };
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("sound") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
