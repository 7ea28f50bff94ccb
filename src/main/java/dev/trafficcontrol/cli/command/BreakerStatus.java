package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// Says where the breaker stands.
@Command(name = "status", description = "Says where the breakers stand.")
final class BreakerStatus extends Asking {

  BreakerStatus(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("breaker status");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    BreakerLine.printAll(facts, terminal);
  }
}
