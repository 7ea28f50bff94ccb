package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// Admits no more runs; what runs goes on.
@Command(name = "pause", description = "Admits no more runs; what runs goes on.")
final class Pause extends Asking {

  Pause(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("pause");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Paused: no run starts until trafficctl resume.");
  }
}
