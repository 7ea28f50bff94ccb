package dev.trafficcontrol.ledger;

import dev.trafficcontrol.breaker.BreakerState;
import dev.trafficcontrol.key.Key;
import dev.trafficcontrol.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a call may hold its worst case: everything that could forbid it is looked at in
/// one step.
final class HoldDecision {

  /// What never frees, then the latest.
  private static final Comparator<Refusal.Exhausted> LAST_TO_FREE_FIRST =
      Comparator.comparing(
          exhausted -> exhausted.freesAt() == null ? Instant.MAX : exhausted.freesAt(),
          Comparator.reverseOrder());

  private final LedgerState state;
  private final HoldRequest request;
  private final @Nullable String node;
  private final Instant now;

  private HoldDecision(LedgerState state, HoldRequest request, @Nullable String node, Instant now) {
    this.state = state;
    this.request = request;
    this.node = node;
    this.now = now;
  }

  /// @param node who would make the call, where several share the book
  static HoldVerdict decide(
      LedgerState state, HoldRequest request, @Nullable String node, Instant now) {
    return new HoldDecision(state, request, node, now).decide();
  }

  private HoldVerdict decide() {
    Hold open = state.holds.find(request.id());
    if (open != null) {
      return isSameContent(open)
          ? new HoldVerdict.Known(open)
          : new HoldVerdict.Refused(new Refusal.IdReused(request.id()));
    }
    Refusal refusal = refusalBeforeMoney();
    return refusal == null ? weigh(scope()) : new HoldVerdict.Refused(refusal);
  }

  private boolean isSameContent(Hold open) {
    return open.scope().key().equals(request.key())
        && open.scope().models().equals(request.models())
        && !open.amount().isMoreThan(request.amount());
  }

  private @Nullable Refusal refusalBeforeMoney() {
    if (state.holds.hasEnded(request.id(), now)) {
      return new Refusal.IdEnded(request.id());
    }
    KillSwitch kill = state.kill();
    if (kill != null) {
      return new Refusal.Killed(kill.reason(), kill.since());
    }
    if (state.breaker() instanceof BreakerState.Open open) {
      return new Refusal.BreakerOpen(open);
    }
    return state.access.refusal(request.key(), now);
  }

  private HoldScope scope() {
    Key key = state.access.find(request.key());
    if (key == null) {
      throw new BrokenInvariant("key " + request.key() + " vanished within one decision");
    }
    String probation =
        state.breaker() instanceof BreakerState.HalfOpen trial ? trial.probation() : null;
    return new HoldScope(key.id(), request.models(), key.attempt(), probation);
  }

  private HoldVerdict weigh(HoldScope scope) {
    Money asked = request.amount();
    List<BudgetView> budgets = state.accounts.budgets(scope.scopes(), now);
    BudgetView tooSmall = firstWithout(Room.WITHIN_LIMIT, budgets);
    if (tooSmall != null) {
      return new HoldVerdict.Refused(new Refusal.TooLarge(tooSmall, asked));
    }
    if (firstWithout(Room.BESIDE_SPENT, budgets) != null) {
      return new HoldVerdict.Refused(lastToFree(budgets));
    }
    if (firstWithout(Room.BESIDE_HELD, budgets) == null) {
      return grant(scope);
    }
    List<BudgetView> tight =
        budgets.stream().filter(budget -> !Room.BESIDE_HELD.fits(budget, asked)).toList();
    return new HoldVerdict.MustWait(tight);
  }

  private @Nullable BudgetView firstWithout(Room room, List<BudgetView> budgets) {
    for (BudgetView budget : budgets) {
      if (!room.fits(budget, request.amount())) {
        return budget;
      }
    }
    return null;
  }

  /// Of the budgets that spent money leaves no room in, the one that frees last: whoever comes back
  /// when it does is not refused by the others.
  private Refusal.Exhausted lastToFree(List<BudgetView> budgets) {
    Money asked = request.amount();
    return budgets.stream()
        .filter(budget -> !Room.BESIDE_SPENT.fits(budget, asked))
        .map(budget ->
            new Refusal.Exhausted(budget, asked, state.accounts.fitsAt(budget.id(), asked, now)))
        .min(LAST_TO_FREE_FIRST)
        .orElseThrow();
  }

  private HoldVerdict grant(HoldScope scope) {
    List<LedgerEvent> events = new ArrayList<>();
    scope.scopes().forEach(each -> events.addAll(state.accounts.firstUse(each)));
    Instant deadline = now.plus(request.lifetime());
    events.add(new LedgerEvent.Held(request.id(), scope, request.amount(), deadline, node));
    Hold hold = new Hold(request.id(), scope, request.amount(), now, deadline, node);
    return new HoldVerdict.Granted(hold, List.copyOf(events));
  }
}
