package dev.trafficcontrol.cli.command;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.cli.Request;
import dev.trafficcontrol.cli.Terminal;
import picocli.CommandLine.Command;

/// All budgets.
@Command(name = "list", description = "Lists the budgets, with what is spent and held.")
final class BudgetList extends Asking {

  BudgetList(Root root) {
    super(root);
  }

  @Override
  Request request() {
    return Request.to("budget list");
  }

  @Override
  void show(Facts facts, Terminal terminal) {
    BudgetTable.print(facts.objects("budgets"), terminal);
  }
}
