package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// As much of a ledger as a queue's future depends on, at one instant: limits, what was spent over
/// the scopes that were asked for, open holds and open breakers.
///
/// Left out are keys and attempts, a kill, and trials: whoever rehearses works with attempts of
/// their own, as if a person had started again.
public final class LedgerCopy {

  private final Snapshot snapshot;

  private LedgerCopy(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /// @param scopes what is asked about; the rest of a book may be large
  static LedgerCopy of(LedgerState state, Set<Scope> scopes) {
    Snapshot whole = Snapshot.of(state);
    return new LedgerCopy(
        new Snapshot(
            whole.at(),
            whole.resets(),
            whole.events().stream().filter(past -> isOfUse(past.event(), scopes)).toList(),
            whole.accounts().stream().filter(line -> scopes.contains(line.scope())).toList(),
            List.of(),
            List.of()));
  }

  private static boolean isOfUse(LedgerEvent event, Set<Scope> scopes) {
    return switch (event) {
      case LedgerEvent.BudgetSet set -> isOfUse(set.scope(), scopes);
      case LedgerEvent.BudgetRaised raised -> isOfUse(raised.scope(), scopes);
      case LedgerEvent.Held _, LedgerEvent.BreakerTripped _ -> true;
      case LedgerEvent.Shrunk _,
          LedgerEvent.Settled _,
          LedgerEvent.Voided _,
          LedgerEvent.Expired _,
          LedgerEvent.Corrected _,
          LedgerEvent.KeyMinted _,
          LedgerEvent.KeyRevoked _,
          LedgerEvent.AttemptOpened _,
          LedgerEvent.AttemptClosed _,
          LedgerEvent.BreakerReset _,
          LedgerEvent.BreakerClosed _,
          LedgerEvent.Killed _,
          LedgerEvent.Revived _,
          LedgerEvent.Switched _,
          LedgerEvent.ClockNoted _,
          LedgerEvent.ClockSet _,
          LedgerEvent.Checkpointed _,
          LedgerEvent.Archived _ ->
          false;
    };
  }

  private static boolean isOfUse(Scope scope, Set<Scope> scopes) {
    return scope.subject().equals(Scope.EACH) || scopes.contains(scope);
  }

  void restore(LedgerState state) {
    snapshot.restore(state);
  }

  /// When each hold that is open expires, if its call does not end before.
  public List<Instant> deadlines() {
    return snapshot.events().stream()
        .map(Snapshot.Past::event)
        .filter(LedgerEvent.Held.class::isInstance)
        .map(event -> ((LedgerEvent.Held) event).deadline())
        .sorted()
        .toList();
  }
}
