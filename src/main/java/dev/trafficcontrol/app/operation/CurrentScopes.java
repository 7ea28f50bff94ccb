package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.SelfTest;
import dev.trafficcontrol.queue.Admissions;
import dev.trafficcontrol.run.RunState;
import dev.trafficcontrol.run.RunStore;
import dev.trafficcontrol.task.Tasks;

/// Whether money may still be spent for a scope, so that its budgets are of interest. Each run and
/// each task has had one: all of them would hide those that matter.
public record CurrentScopes(Tasks tasks, RunStore runs, Admissions admissions, Ledger ledger) {

  public boolean isCurrent(Scope scope) {
    String subject = scope.subject();
    return subject.equals(Scope.EACH)
        || switch (scope.kind()) {
          case GLOBAL, PROJECT, MODEL -> true;
          case KEY -> !scope.equals(SelfTest.SCOPE);
          case TASK -> tasks.find(subject).filter(task -> !task.state().isOver()).isPresent();
          case RUN -> runs.find(subject).filter(run -> run.state() != RunState.ENDED).isPresent();
          case CONFIRMATION -> subject.equals(admissions.standing().confirmation());
          case PROBATION ->
              ledger.breakers().values().stream()
                  .anyMatch(breaker ->
                      breaker instanceof BreakerState.HalfOpen trial
                          && trial.probation().equals(subject));
        };
  }
}
