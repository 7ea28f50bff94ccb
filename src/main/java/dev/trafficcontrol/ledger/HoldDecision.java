package dev.trafficcontrol.ledger;

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

  /// What one that would have to wait, and does not any longer, can take instead. To be asked where
  /// [#decide] just said so.
  static HoldVerdict decideForLess(
      LedgerState state, HoldRequest request, @Nullable String node, Instant now) {
    HoldDecision decision = new HoldDecision(state, request, node, now);
    HoldScope scope = decision.scope();
    return decision.whatIsFree(scope, decision.budgets(scope));
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
    Tripped all = state.breakers.open(List.of(Scope.GLOBAL));
    if (all != null) {
      return new Refusal.BreakerOpen(all);
    }
    Refusal dead = state.access.refusal(request.key(), now);
    if (dead != null) {
      return dead;
    }
    if (state.breakers.areClosed()) {
      return null;
    }
    Tripped part = state.breakers.open(scope().scopes());
    return part == null ? null : new Refusal.BreakerOpen(part);
  }

  private HoldScope scope() {
    Key key = state.access.find(request.key());
    if (key == null) {
      throw new BrokenInvariant("key " + request.key() + " vanished within one decision");
    }
    HoldScope untried = new HoldScope(key.id(), request.models(), key.attempt(), null);
    if (state.breakers.areClosed()) {
      return untried;
    }
    String trial = state.breakers.trial(untried.scopes());
    return trial == null ? untried : untried.onTrial(trial);
  }

  private HoldVerdict weigh(HoldScope scope) {
    Money asked = request.amount();
    List<BudgetView> budgets = budgets(scope);
    BudgetView tooSmall = firstWithout(Room.WITHIN_LIMIT, asked, budgets);
    if (tooSmall != null) {
      return orLess(new Refusal.TooLarge(tooSmall, asked), scope, budgets);
    }
    if (firstWithout(Room.BESIDE_SPENT, asked, budgets) != null) {
      return orLess(lastToFree(budgets), scope, budgets);
    }
    return firstWithout(Room.BESIDE_HELD, asked, budgets) == null
        ? grant(scope, asked)
        : new HoldVerdict.MustWait(tight(asked, budgets));
  }

  /// No wait brings room for all of it. There may be some for less: now, or once calls in flight
  /// have settled.
  private HoldVerdict orLess(Refusal refusal, HoldScope scope, List<BudgetView> budgets) {
    return firstWithout(Room.BESIDE_SPENT, request.least(), budgets) == null
        ? whatIsFree(scope, budgets)
        : new HoldVerdict.Refused(refusal);
  }

  /// All there is room for now, where that is enough. It is found and held in one step: whoever
  /// asked first and held after would be late.
  private HoldVerdict whatIsFree(HoldScope scope, List<BudgetView> budgets) {
    List<BudgetView> tight = tight(request.least(), budgets);
    return tight.isEmpty() ? grant(scope, free(budgets)) : new HoldVerdict.MustWait(tight);
  }

  private List<BudgetView> budgets(HoldScope scope) {
    return state.accounts.budgets(scope.scopes(), now);
  }

  private Money free(List<BudgetView> budgets) {
    Money free = request.amount();
    for (BudgetView budget : budgets) {
      free = free.isMoreThan(budget.free()) ? budget.free() : free;
    }
    return free;
  }

  private static List<BudgetView> tight(Money asked, List<BudgetView> budgets) {
    return budgets.stream().filter(budget -> !Room.BESIDE_HELD.fits(budget, asked)).toList();
  }

  private static @Nullable BudgetView firstWithout(
      Room room, Money asked, List<BudgetView> budgets) {
    for (BudgetView budget : budgets) {
      if (!room.fits(budget, asked)) {
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

  private HoldVerdict grant(HoldScope scope, Money amount) {
    List<LedgerEvent> events = new ArrayList<>();
    scope.scopes().forEach(each -> events.addAll(state.accounts.firstUse(each)));
    Instant deadline = now.plus(request.lifetime());
    events.add(new LedgerEvent.Held(request.id(), scope, amount, deadline, node));
    Hold hold = new Hold(request.id(), scope, amount, now, deadline, node);
    return new HoldVerdict.Granted(hold, List.copyOf(events));
  }
}
