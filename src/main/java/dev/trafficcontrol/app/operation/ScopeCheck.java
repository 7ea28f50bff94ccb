package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.project.Projects;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.Tasks;

/// Whether what a scope names is there. A budget over a name that nobody has, such as a misspelt
/// one, would protect nothing and look as if it did.
public record ScopeCheck(
    Projects projects, Tasks tasks, RunStore runs, PriceBook prices, Ledger ledger) {

  public boolean isThere(Scope scope) {
    String subject = scope.subject();
    return subject.equals(Scope.EACH)
        || ledger.budgets().stream().anyMatch(budget -> budget.id().scope().equals(scope))
        || switch (scope.kind()) {
          case GLOBAL -> true;
          case PROJECT ->
              projects.list().stream().anyMatch(project -> project.id().equals(subject));
          case TASK -> tasks.find(subject).isPresent();
          case RUN -> runs.find(subject).isPresent();
          // An alias is charged to the model that it stands for.
          case MODEL -> prices.find(subject).filter(m -> m.model().equals(subject)).isPresent();
          case KEY -> ledger.key(subject).isPresent();
          case CONFIRMATION, PROBATION -> false;
        };
  }
}
