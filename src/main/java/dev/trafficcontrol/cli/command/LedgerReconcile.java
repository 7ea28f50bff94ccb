package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import dev.trafficcontrol.cli.Terminal.Ink;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The owner's word for what a call cost whose outcome was unknown.
@Command(
    name = "reconcile",
    description = "Corrects a hold that was charged in full to what its call really cost.")
final class LedgerReconcile extends Asking {

  @Option(
      names = "--hold",
      paramLabel = "ID",
      required = true,
      description = "As ledger list --unknown has it.")
  @Nullable String hold;

  @Option(
      names = "--cost",
      paramLabel = "USD",
      required = true,
      description = "What the provider charged, such as 0.0123; 0 for nothing.")
  @Nullable String cost;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "How it is known, for the book.")
  @Nullable String reason;

  @Option(
      names = "--instead-of",
      paramLabel = "USD",
      description = "Replaces an earlier correction: what the hold counts as now.")
  @Nullable String insteadOf;

  LedgerReconcile(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("ledger reconcile")
        .with("hold", hold)
        .with("cost", cost)
        .with("reason", reason)
        .with("instead-of", insteadOf);
  }

  /// Exact: whoever reconciles compares with an invoice.
  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "The hold counts as $%s now; it counted as $%s."
            .formatted(facts.text("actual"), facts.text("before")));
    if (facts.truth("overrun")) {
      terminal.line(
          "%s more than the $%s that was held as its worst case. The breaker of its model is %s."
              .formatted(
                  terminal.ink(Ink.BAD, "An overrun:"), facts.text("held"), facts.text("breaker")));
    }
  }
}
