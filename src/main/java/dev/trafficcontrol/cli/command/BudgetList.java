package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// All budgets.
@Command(name = "list", description = "Lists the budgets, with what is spent and held.")
final class BudgetList extends Asking {

  @Option(names = "--all", description = "Also those of runs, tasks and starts that are over.")
  boolean all;

  BudgetList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("budget list").with("all", all);
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    BudgetTable.print(facts.objects("budgets"), terminal);
    if (facts.number("hidden") > 0) {
      terminal.line(
          "%d of runs, tasks and starts that are over are not shown: --all"
              .formatted(facts.number("hidden")));
    }
  }
}
