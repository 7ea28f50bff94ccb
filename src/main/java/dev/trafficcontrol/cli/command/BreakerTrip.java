package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A person's trip.
@Command(
    name = "trip",
    description = "Stops all spending, or that of one scope, until you reset it.")
final class BreakerTrip extends Asking {

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  @Option(names = "--hard", description = "Also cut the calls in flight.")
  boolean hard;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "project:ID, model:NAME or key:ID; everything without it.")
  @Nullable String scope;

  BreakerTrip(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("breaker trip")
        .with("reason", reason)
        .with("hard", hard)
        .with("scope", scope);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    BreakerLine.print(facts, terminal);
  }
}
