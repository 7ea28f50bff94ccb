package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.Metered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ledger as the rest of the program sees it. Every call that changes something, but [#end],
/// returns only once the change is durable, and throws [LedgerUnavailable] where it can't be; reads
/// see what is durable.
public interface Ledger extends Steered {

  /// Holds, waiting up to the request's patience while calls in flight hold the room. A caller that
  /// is interrupted while it waits leaves the queue, and nothing is held for it.
  HoldReply hold(HoldRequest request) throws InterruptedException;

  /// Lowers an open hold to a newly *proven* bound. Anything that is not lower changes nothing.
  void shrink(HoldId id, Money bound);

  /// Hands in how a hold ends, without waiting until that is durable: until then the hold stands,
  /// which is safe.
  PendingEnd end(HoldId id, HoldEnd how);

  /// Books the true cost, once, even where it is above the hold (an overrun, which trips the
  /// breaker).
  ///
  /// Does not give up: where the book can't be written it keeps trying, and new holds are refused
  /// meanwhile.
  default EndReply settle(HoldId id, Money cost, @Nullable Metered metered) {
    return end(id, new HoldEnd.AtCost(cost, metered)).await();
  }

  /// Ends a hold for nothing: only where it is proven that nothing was billed.
  default EndReply voidHold(HoldId id, String proof) {
    return end(id, new HoldEnd.ForNothing(proof, null)).await();
  }

  /// Charges a hold in full because what it cost is unknown.
  ///
  /// @param why it is unknown, for whoever has to find out
  default EndReply expire(HoldId id, String why) {
    return end(id, new HoldEnd.InFull(why, null)).await();
  }

  Optional<Key> key(String id);

  /// The breakers that aren't closed, the one over everything first.
  Map<Scope, BreakerState> breakers();

  default BreakerState breaker(Scope scope) {
    return breakers().getOrDefault(scope, BreakerState.CLOSED);
  }

  /// The one over everything.
  default BreakerState breaker() {
    return breaker(Scope.GLOBAL);
  }

  /// The budgets a call for `scope` would have to fit, without binding anything: what admission
  /// looks at.
  List<BudgetView> budgetsFor(HoldScope scope);

  List<Hold> openHolds();

  /// Everything that was ever settled or expired, as corrected.
  Money totalSpent();

  /// What each scope was ever charged: parts of [#totalSpent], by project, task, run, model and
  /// key.
  Map<Scope, Money> spentByScope();

  /// Every key that a person minted, and the keys of live attempts.
  List<KeyView> keys();

  /// What `kill` said, while it is on.
  Optional<KillSwitch> kill();
}
