package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The daemon with its scheduler off.
@Command(name = "gateway", description = "Runs the gateway alone, for your own agents.")
final class Gateway extends Asking {

  @Option(names = "--background", description = "Return once it listens, and let it run on.")
  boolean background;

  Gateway(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("gateway").with("background", background);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        background
            ? "The gateway listens on http://" + facts.text("gateway")
            : "The gateway has ended.");
    if (background) {
      InBackground.print(facts, terminal);
    }
  }
}
