package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.AttemptBinding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one hold counts against. Derived from the key by the ledger: a caller can't leave a
/// part out.
///
/// @param models every model that a hop of the call may use
/// @param probation the breaker's trial this hold belongs to, or null while none is on trial for it
public record HoldScope(
    String key, List<String> models, @Nullable AttemptBinding attempt, @Nullable String probation) {

  public HoldScope {
    models = List.copyOf(models);
  }

  HoldScope onTrial(String trial) {
    return new HoldScope(key, models, attempt, trial);
  }

  /// The scopes whose budgets must all have room, the global one first.
  public List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    scopes.add(Scope.GLOBAL);
    scopes.add(Scope.of(ScopeKind.KEY, key));
    for (int at = 0; at < models.size(); at++) {
      String model = models.get(at);
      if (models.indexOf(model) == at) {
        scopes.add(Scope.of(ScopeKind.MODEL, model));
      }
    }
    if (attempt != null) {
      scopes.add(Scope.of(ScopeKind.PROJECT, attempt.project()));
      scopes.add(Scope.of(ScopeKind.TASK, attempt.task()));
      scopes.add(Scope.of(ScopeKind.RUN, attempt.run()));
      if (attempt.confirmation() != null) {
        scopes.add(Scope.of(ScopeKind.CONFIRMATION, attempt.confirmation()));
      }
    }
    if (probation != null) {
      scopes.add(Scope.of(ScopeKind.PROBATION, probation));
    }
    return scopes;
  }
}
