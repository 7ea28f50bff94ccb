package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Terminal;

/// What somebody is told who returns to the prompt while a daemon works on.
final class InBackground {

  private InBackground() {}

  static void print(Facts facts, Terminal terminal) {
    if (facts.text("daemon").equals("joined")) {
      terminal.line("A daemon ran here already, and goes on as the one.");
    }
    facts.maybe("log").ifPresent(log -> terminal.line("Its log: " + log));
    terminal.line("Look:   trafficctl status, and trafficctl run log ID -f");
    terminal.line("Stop:   trafficctl stop, or at once: trafficctl kill");
  }
}
