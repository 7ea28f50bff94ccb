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
import java.util.function.Predicate;

/// `budget …`
public final class BudgetOperations {

  private final Ledger ledger;
  private final Predicate<Scope> isThere;

  /// @param isThere whether there is what a scope names
  public BudgetOperations(Ledger ledger, Predicate<Scope> isThere) {
    this.ledger = ledger;
    this.isThere = isThere;
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
    if (!isThere.test(budget.scope())) {
      throw arguments.bad(
          "There is no %s '%s', so that the budget would be over nothing."
              .formatted(budget.scope().kind().label(), budget.scope().subject()));
    }
    return facts(ledger.ask(new SetBudget(budget, limit, arguments.by(), reason)))
        .with("unchanged", withTheirOwn(budget, limit));
  }

  /// A limit for each is for those to come: what has a budget already keeps it.
  private List<Facts> withTheirOwn(BudgetId budget, Limit limit) {
    return budget.scope().subject().equals(Scope.EACH)
        ? ledger.budgets().stream()
            .filter(other -> other.id().scope().kind() == budget.scope().kind())
            .filter(other -> other.id().window().equals(budget.window()))
            .filter(other -> !other.limit().equals(limit))
            .map(BudgetOperations::facts)
            .toList()
        : List.of();
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
