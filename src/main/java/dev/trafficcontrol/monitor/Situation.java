package dev.trafficcontrol.monitor;

import dev.trafficcontrol.alert.AlertFacts;
import dev.trafficcontrol.alert.AlertFacts.Standing;
import dev.trafficcontrol.alert.Answer;
import dev.trafficcontrol.breaker.TripKind;
import dev.trafficcontrol.ledger.BreakerName;
import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.LedgerUnavailable;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.ledger.Steered;
import dev.trafficcontrol.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How money stands when an alert is told: what people ask next.
record Situation(List<BudgetView> budgets, Money perMinute) {

  private static final List<Answer> BRAKES = List.of(new Answer.Pause(), new Answer.Kill());

  private static final AlertFacts BURNING =
      new AlertFacts(
          null,
          null,
          "",
          "",
          "the breaker trips at its limit; no budget is exceeded",
          List.of("trafficctl status", "trafficctl breaker trip --hard --reason TEXT"),
          BRAKES);

  /// Without budgets where they can't be asked for: the news must not wait for that.
  static Situation of(Steered ledger, Money perMinute) {
    try {
      return new Situation(ledger.budgets(), perMinute);
    } catch (LedgerUnavailable unknown) {
      return new Situation(List.of(), perMinute);
    }
  }

  AlertFacts burning() {
    return completing(BURNING);
  }

  /// What is known at once when a breaker trips.
  static AlertFacts tripped(Scope scope, TripKind kind) {
    String part = scope.equals(Scope.GLOBAL) ? "" : " of " + scope;
    return new AlertFacts(
        null,
        null,
        kind == TripKind.HARD
            ? "nothing%s starts, and the calls in flight were cut".formatted(part)
            : "nothing%s starts, and no new call is sent".formatted(part),
        "look why, then reset the " + BreakerName.of(scope),
        "it stays open: nothing%s is spent".formatted(part),
        List.of("trafficctl status", "trafficctl usage --by project", BreakerName.reset(scope)),
        List.of(new Answer.Kill()));
  }

  static AlertFacts crossed(BudgetView budget, Threshold threshold) {
    boolean isAll = threshold == Threshold.ALL;
    return new AlertFacts(
        standing(budget),
        null,
        isAll ? "nothing more is granted on it" : "",
        isAll ? "raise it, or let it rest until time frees some" : "",
        isAll
            ? "nothing is spent on it"
            : "it can't be exceeded: calls that do not fit are refused",
        List.of(
            "trafficctl budget list",
            "trafficctl budget raise --scope SCOPE --window WINDOW --to USD --for 2h --reason TEXT"),
        answers(budget, threshold));
  }

  /// More money is worth offering only where little is left.
  private static List<Answer> answers(BudgetView budget, Threshold threshold) {
    List<Answer> answers = new ArrayList<>(BRAKES);
    if (threshold.compareTo(Threshold.NINE_TENTHS) >= 0
        && budget.limit() instanceof Limit.Capped(Money limit)) {
      answers.add(new Answer.Raise(budget.id(), limit));
    }
    return answers;
  }

  /// With the rate, and with the global budget that has least left where no budget is named.
  AlertFacts completing(AlertFacts facts) {
    return facts.at(facts.standing() == null ? tightest() : facts.standing(), perMinute);
  }

  private @Nullable Standing tightest() {
    return budgets.stream()
        .filter(budget -> budget.id().scope().equals(Scope.GLOBAL))
        .filter(budget -> budget.limit() instanceof Limit.Capped)
        .min(Comparator.comparing(BudgetView::free))
        .map(Situation::standing)
        .orElse(null);
  }

  private static Standing standing(BudgetView budget) {
    return new Standing(
        budget.id().toString(),
        budget.spent(),
        budget.held(),
        budget.limit() instanceof Limit.Capped(Money limit) ? limit : null);
  }
}
