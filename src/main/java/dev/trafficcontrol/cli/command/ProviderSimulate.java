package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/// A stand-in for the provider that keeps its own bill. Its arguments are its own.
@Command(
    name = "simulate",
    description =
        "Runs a simulated provider. It takes options of its own, such as --listen HOST:PORT; all of them: -- --help.")
final class ProviderSimulate extends Asking {

  /// Handed on as they are.
  @Unmatched List<String> arguments = new ArrayList<>();

  ProviderSimulate(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("provider simulate").with("arguments", arguments);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("The simulated provider has ended.");
  }
}
