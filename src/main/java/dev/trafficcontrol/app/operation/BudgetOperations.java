package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.ledger.BudgetId;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SetBudget;
import dev.trafficcontrol.ledger.Window;
import java.util.List;

/// `budget …`
public final class BudgetOperations {

  private final Ledger ledger;

  public BudgetOperations(Ledger ledger) {
    this.ledger = ledger;
  }

  public List<Verb> verbs() {
    return List.of(
        Verb.open("budget list", this::list),
        Verb.owned("budget set", this::set, "scope", "window", "limit", "reason"));
  }

  private Facts list(Arguments arguments) {
    return Facts.list("budgets", ledger.budgets().stream().map(BudgetOperations::facts).toList());
  }

  private Facts set(Arguments arguments) {
    BudgetId budget =
        new BudgetId(
            arguments.read("scope", Scope::parse), arguments.read("window", Window::parse));
    Limit limit = arguments.read("limit", Limit::parse);
    String reason = arguments.maybe("reason").orElse("budget set");
    return facts(ledger.ask(new SetBudget(budget, limit, arguments.by(), reason)));
  }

  static Facts facts(BudgetView budget) {
    return Facts.of(
        "scope", budget.id().scope(),
        "window", budget.id().window().label(),
        "limit", budget.limit(),
        "spent", budget.spent().toUsd(),
        "held", budget.held().toUsd(),
        "free",
            switch (budget.limit()) {
              case Limit.Capped _ -> budget.free().toUsd();
              case Limit.Unlimited unlimited -> unlimited.toString();
            });
  }
}
