package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// No limit any more.
@Command(
    name = "disable",
    description = "Makes a budget unlimited, for a reason. Others of its scope still hold.")
final class BudgetDisable extends Asking {

  @Mixin BudgetName budget = new BudgetName();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, for the book.")
  @Nullable String reason;

  BudgetDisable(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return budget.with(Request.to("budget disable")).with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "The budget of %s over %s is unlimited. To limit it again: trafficctl budget set"
            .formatted(facts.text("scope"), facts.text("window")));
  }
}
