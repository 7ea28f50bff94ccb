package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A person's reset.
@Command(name = "reset", description = "Lets one agent and one dollar through, then everything.")
final class BreakerReset extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "project:ID, model:NAME or key:ID; everything without it.")
  @Nullable String scope;

  BreakerReset(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("breaker reset").with("reason", reason).with("scope", scope);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    BreakerLine.print(facts, terminal);
  }
}
