package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The main job in small: agents want more than the budget allows, and don't get it.
@Command(
    name = "demo",
    description = "Shows the main job in a home of its own: no key, no network.")
final class Demo extends Asking {

  @Option(names = "--keep", description = "Keep the demo's home to look around in.")
  boolean keep;

  Demo(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("demo").with("keep", keep);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line("");
    terminal.line("Limit             " + "$" + facts.text("limit"));
    terminal.line("Our book          " + "$" + facts.text("book"));
    terminal.line("Provider's bill   " + "$" + facts.text("bill"));
    terminal.line(
        facts.truth("kept")
            ? terminal.ink(Ink.GOOD, "The bill is the book, and neither is above the limit.")
            : terminal.ink(Ink.BAD, "The promise was broken: " + facts.text("why")));
    facts
        .maybe("home")
        .ifPresent(home -> terminal.line("Look around: trafficctl status --home " + home));
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("kept") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
