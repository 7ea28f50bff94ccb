package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A stand-in for the provider that keeps its own bill, in a process of its own: what is given here
/// is judged there.
@Command(
    name = "simulate",
    description = "Runs a simulated provider that keeps its own bill, until it is ended.")
final class ProviderSimulate extends Asking {

  /// As they were given, by their names there.
  private final Map<String, String> given = new LinkedHashMap<>();

  ProviderSimulate(Root root) {
    super(root);
  }

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where to listen; port 0 takes any free one. Default: 127.0.0.1:0")
  void listen(String value) {
    given.put("--listen", value);
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The answers follow from it and the requests alone. Default: 1")
  void seed(String value) {
    given.put("--seed", value);
  }

  @Option(
      names = "--time-factor",
      paramLabel = "N",
      description = "N times as fast as a real provider; none: no delays. Default: 1")
  void timeFactor(String value) {
    given.put("--time-factor", value);
  }

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The API key clients must send. Default: sk-ant-simulated")
  void key(String value) {
    given.put("--key", value);
  }

  @Option(
      names = "--bill",
      paramLabel = "FILE",
      description = "Append-only file of the bill. Without it the bill ends with the program.")
  void bill(String value) {
    given.put("--bill", value);
  }

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "JSON rules for chosen answers, errors, cuts and silence.")
  void script(String value) {
    given.put("--script", value);
  }

  @Option(names = "--prices", paramLabel = "FILE", description = "Another price table.")
  void prices(String value) {
    given.put("--prices", value);
  }

  @Option(
      names = "--on-disconnect",
      paramLabel = "stop|finish",
      description =
          "What a call costs whose client leaves: what was written, or all of it. Default: finish")
  void onDisconnect(String value) {
    given.put("--on-disconnect", value);
  }

  @Override
  Request request() {
    List<String> arguments = new ArrayList<>();
    given.forEach((name, value) -> arguments.addAll(List.of(name, value)));
    return Request.to("provider simulate").with("arguments", arguments);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("The simulated provider has ended.");
  }
}
