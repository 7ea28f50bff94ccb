package dev.trafficcontrol.app;

import dev.trafficcontrol.app.readiness.FirstCall;
import dev.trafficcontrol.key.AttemptBinding;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.HoldScope;
import dev.trafficcontrol.ledger.Ledger;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.queue.Candidate;
import dev.trafficcontrol.scheduler.BudgetQuestion;
import dev.trafficcontrol.scheduler.DeferReason;
import java.util.List;
import java.util.Optional;

/// Whether an agent's first call would fit its budgets now. Binds nothing: the call holds for
/// itself.
final class FirstCallQuestion implements BudgetQuestion {

  /// Of a run that is not there yet only what it has in common with its task is known.
  private static final String NOT_YET = "not-yet";

  private final Ledger ledger;
  private final PriceBook prices;
  private final FirstCalls seen;

  FirstCallQuestion(Ledger ledger, PriceBook prices, FirstCalls seen) {
    this.ledger = ledger;
    this.prices = prices;
    this.seen = seen;
  }

  @Override
  public Optional<DeferReason.NoMoney> objection(Candidate candidate) {
    return switch (first(candidate)) {
      case First.Impossible(String why) ->
          Optional.of(new DeferReason.NoMoney("no call can be made: " + why, null));
      case First.AtMost(Money amount) -> objection(candidate, amount);
    };
  }

  /// The same, for a start that is not confirmed yet: its amount is a limit beside the budgets that
  /// are there.
  BudgetQuestion within(Money confirmed) {
    return candidate -> objection(candidate).or(() -> beyond(first(candidate), confirmed));
  }

  private static Optional<DeferReason.NoMoney> beyond(First first, Money confirmed) {
    return first instanceof First.AtMost(Money amount) && amount.isMoreThan(confirmed)
        ? Optional.of(
            new DeferReason.NoMoney(
                "a first call may cost %s, and %s are confirmed".formatted(amount, confirmed),
                null))
        : Optional.empty();
  }

  /// What a first call may cost.
  private sealed interface First {
    record AtMost(Money amount) implements First {}

    record Impossible(String why) implements First {}
  }

  private First first(Candidate candidate) {
    String model = prices.charged(candidate.agent().model());
    return switch (FirstCall.bound(model, prices)) {
      case CallBound.Unbounded(String reason) -> new First.Impossible(reason);
      case CallBound.Bounded bounded ->
          new First.AtMost(seen.smallest(candidate.project(), model).orElse(bounded.amount()));
    };
  }

  private Optional<DeferReason.NoMoney> objection(Candidate candidate, Money first) {
    AttemptBinding attempt =
        new AttemptBinding(
            candidate.project(), candidate.task(), NOT_YET, 0, candidate.confirmation());
    HoldScope scope =
        new HoldScope(NOT_YET, List.of(prices.charged(candidate.agent().model())), attempt, null);
    return ledger.budgetsFor(scope).stream()
        .filter(budget -> first.isMoreThan(budget.free()))
        .findFirst()
        .map(budget -> new DeferReason.NoMoney(why(budget, first), null));
  }

  private static String why(BudgetView budget, Money first) {
    return "a first call may cost %s, and %s has %s free"
        .formatted(first, budget.id(), budget.free());
  }
}
