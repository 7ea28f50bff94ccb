package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.ExitCode;
import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The big red button.
@Command(name = "kill", description = "Ends everything now: agents, calls, daemon.")
final class Kill extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  Kill(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("kill").with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "Killed: "
            + facts.number("runs")
            + " runs and "
            + facts.number("calls")
            + " calls ended. "
            + (facts.truth("recorded")
                ? "Nothing spends until trafficctl resume."
                : terminal.ink(Ink.BAD, "The book could not be written")
                    + ", so the next start would spend again: look for a full disk, then give kill once more."));
  }

  @Override
  ExitCode verdict(Facts facts) {
    return facts.truth("recorded") ? ExitCode.DONE : ExitCode.FAILED;
  }
}
