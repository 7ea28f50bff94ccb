package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A drain with a bound.
@Command(name = "stop", description = "Lets the runs end, then ends the daemon.")
final class Stop extends Asking {

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      description = "How long runs may take before they are ended. Default: 60")
  @Nullable Integer within;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  Stop(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("stop").with("within", within).with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(facts.truth("was_running") ? "Stopped." : "Nothing ran.");
  }
}
