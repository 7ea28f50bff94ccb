package dev.trafficcontrol.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Raises a budget's limit for a while. After `until` the limit of before holds again, without
/// anybody doing anything.
///
/// A later raise replaces an earlier one; [SetBudget] ends it.
///
/// @param from what the limit has to be now for the raise to be made, or null where that is all
///   one: for a yes that was given to exactly this step, which may come late or twice
public record RaiseBudget(
    BudgetId budget, Limit to, Instant until, String by, String reason, @Nullable Limit from)
    implements LedgerCommand<RaiseBudget.Reply> {

  /// From whatever limit it has.
  public RaiseBudget(BudgetId budget, Limit to, Instant until, String by, String reason) {
    this(budget, to, until, by, reason, null);
  }

  /// What became of it.
  public sealed interface Reply {

    record Raised(BudgetView budget) implements Reply {}

    /// There is no such budget, so that there is no limit to raise.
    record NoBudget() implements Reply {}

    /// The limit is not the one that was to be raised.
    record Moved(Limit limit) implements Reply {}

    /// The limit is as high already.
    record NotHigher(Limit limit) implements Reply {}

    /// Its end is not ahead.
    record Over(Instant now) implements Reply {}
  }

  @Override
  public Decision<Reply> decide(LedgerState state, Instant now) {
    Terms terms = state.accounts.terms(budget);
    if (terms == null || budget.scope().subject().equals(Scope.EACH)) {
      return Decision.nothingBut(new Reply.NoBudget());
    }
    Limit standing = terms.at(now);
    if (from != null && !from.equals(standing)) {
      return Decision.nothingBut(new Reply.Moved(standing));
    }
    if (!isMore(to, terms.limit())) {
      return Decision.nothingBut(new Reply.NotHigher(terms.limit()));
    }
    if (!until.isAfter(now)) {
      return Decision.nothingBut(new Reply.Over(now));
    }
    List<LedgerEvent> events = new ArrayList<>(state.accounts.firstUse(budget.scope()));
    events.add(
        new LedgerEvent.BudgetRaised(budget.scope(), budget.window(), to, until, by, reason));
    Account account = state.accounts.account(budget.scope());
    return new Decision<>(
        events,
        new Reply.Raised(
            new BudgetView(budget, to, account.spent(budget.window(), now), account.held())));
  }

  private static boolean isMore(Limit to, Limit standing) {
    return switch (standing) {
      case Limit.Unlimited() -> false;
      case Limit.Capped(var now) ->
          switch (to) {
            case Limit.Unlimited() -> true;
            case Limit.Capped(var then) -> then.isMoreThan(now);
          };
    };
  }
}
