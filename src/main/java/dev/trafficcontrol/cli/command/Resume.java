package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// Admits runs again.
@Command(name = "resume", description = "Admits runs again.")
final class Resume extends Asking {

  Resume(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("resume");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Runs start again.");
  }
}
