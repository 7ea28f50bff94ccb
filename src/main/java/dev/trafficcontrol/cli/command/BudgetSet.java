package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A limit over a scope and a window.
@Command(name = "set", description = "Sets a budget's limit, or makes the budget.")
final class BudgetSet extends Asking {

  private static final int SOME = 5;

  @Mixin BudgetName budget = new BudgetName();

  @Option(
      names = "--limit",
      paramLabel = "USD",
      required = true,
      description = "An amount such as 10 or 0.25, or unlimited.")
  @Nullable String limit;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the book.")
  @Nullable String reason;

  BudgetSet(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return budget.with(Request.to("budget set")).with("limit", limit).with("reason", reason);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    terminal.line(
        "The budget of "
            + facts.text("scope")
            + " is "
            + Usd.within(facts.text("limit"), facts.text("window"))
            + ".");
    if (facts.truth("used_up")) {
      terminal.line(
          "It is used up: %s of %s spent; nothing is granted until %s."
              .formatted(
                  Usd.text(facts.text("spent")),
                  Usd.text(facts.text("limit")),
                  facts.maybe("room_at").orElse("its limit is raised")));
    }
    List<Facts> unchanged = facts.objects("unchanged");
    if (!unchanged.isEmpty()) {
      terminal.line(
          "It is for those to come. %d with a budget of their own keep it: %s%s"
              .formatted(
                  unchanged.size(),
                  unchanged.stream()
                      .limit(SOME)
                      .map(one -> one.text("scope") + " " + Usd.text(one.text("limit")))
                      .collect(Collectors.joining(", ")),
                  unchanged.size() > SOME ? ", …" : ""));
    }
  }
}
