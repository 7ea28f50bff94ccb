package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Admits no more runs; what runs goes on.
@Command(name = "pause", description = "Admits no more runs; what runs goes on.")
final class Pause extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  Pause(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("pause").with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("Paused: no run starts until trafficctl resume.");
  }
}
