package dev.trafficcontrol.ledger;

import dev.trafficcontrol.key.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Mints a stand-alone key together with its budgets: there is no instant at which it has one
/// without the other.
public record MintKey(Key key, Map<Window, Limit> limits, String by) implements LedgerCommand<Key> {

  public MintKey {
    limits = Map.copyOf(limits);
    if (key.attempt() != null) {
      throw new IllegalArgumentException("a run's key is minted by opening its attempt");
    }
  }

  @Override
  public Decision<Key> decide(LedgerState state, Instant now) {
    if (key.equals(state.access.find(key.id()))) {
      return Decision.nothingBut(key);
    }
    List<LedgerEvent> events = new ArrayList<>();
    Scope scope = Scope.of(ScopeKind.KEY, key.id());
    limits.forEach((window, limit) ->
        events.add(new LedgerEvent.BudgetSet(scope, window, limit, by, "with its key")));
    events.add(new LedgerEvent.KeyMinted(key, by));
    return new Decision<>(events, key);
  }
}
