package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// A stand-in for the provider that keeps its own bill. Its arguments are its own.
@Command(
    name = "simulate",
    description =
        "Runs a simulated provider. It takes options of its own after --, such as -- --help.")
final class ProviderSimulate extends Asking {

  @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "Handed on as they are.")
  List<String> arguments = List.of();

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
