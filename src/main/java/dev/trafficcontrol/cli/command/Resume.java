package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The end of a pause and of a kill.
@Command(name = "resume", description = "Ends a pause and a kill: runs start and calls pass again.")
final class Resume extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  Resume(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("resume").with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    if (!facts.truth("was_paused") && !facts.truth("was_killed")) {
      terminal.line("Nothing was paused or killed.");
      return;
    }
    terminal.line(
        facts.truth("was_killed")
            ? "Money may be spent again. Where no daemon runs: trafficctl start"
            : "Runs start again.");
  }
}
