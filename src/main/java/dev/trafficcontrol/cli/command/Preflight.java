package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// What would be refused, without starting anything.
@Command(name = "preflight", description = "Says what start would do, cost and refuse.")
final class Preflight extends Asking {

  Preflight(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("preflight");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    PreflightReport.print(facts, terminal);
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("passed") ? ExitCode.DONE : ExitCode.REFUSED;
  }
}
