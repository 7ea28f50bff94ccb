package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A higher limit for a while.
@Command(
    name = "raise",
    description = "Raises a budget's limit until a time; then the limit of before holds again.")
final class BudgetRaise extends Asking {

  @Mixin BudgetName budget = new BudgetName();

  @Option(
      names = "--to",
      paramLabel = "USD",
      required = true,
      description = "The limit meanwhile, or unlimited.")
  @Nullable String to;

  @Option(names = "--from", paramLabel = "USD", description = "Only where the limit is that now.")
  @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When it ends, such as 2026-12-01T22:00:00Z.")
  @Nullable String until;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long it lasts, such as 45m, 2h or 7d.")
  @Nullable String during;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the book.")
  @Nullable String reason;

  BudgetRaise(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return budget
        .with(Request.to("budget raise"))
        .with("from", from)
        .with("to", to)
        .with("until", until)
        .with("for", during)
        .with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "The budget of %s is %s until %s; then what it was before."
            .formatted(
                facts.text("scope"),
                Usd.within(facts.text("limit"), facts.text("window")),
                facts.text("until")));
  }
}
