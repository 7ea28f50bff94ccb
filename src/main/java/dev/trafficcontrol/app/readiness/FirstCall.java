package dev.trafficcontrol.app.readiness;

import dev.trafficcontrol.ledger.BudgetView;
import dev.trafficcontrol.ledger.Limit;
import dev.trafficcontrol.ledger.Scope;
import dev.trafficcontrol.money.Money;
import dev.trafficcontrol.preflight.Check.Weight;
import dev.trafficcontrol.preflight.PreflightFacts.Problem;
import dev.trafficcontrol.pricing.Caching;
import dev.trafficcontrol.pricing.CallBound;
import dev.trafficcontrol.pricing.CallShape;
import dev.trafficcontrol.pricing.Modifiers;
import dev.trafficcontrol.pricing.PriceBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an agent's first call may cost before any run of the kind has called: a small one, as of an
/// agent without a long system text. A larger one is the gateway's to refuse.
public final class FirstCall {

  private static final long INPUT_TOKENS = 4_000;
  private static final long OUTPUT_TOKENS = 8_192;

  private FirstCall() {}

  public static CallBound bound(String model, PriceBook prices) {
    return CallBound.of(
        new CallShape(
            model, INPUT_TOKENS, OUTPUT_TOKENS, 1, Caching.FIVE_MINUTES, Modifiers.NONE, 0, 0),
        prices);
  }

  /// Budgets that are not nothing and still too small for any run they are over to begin.
  static List<Problem> tooSmall(
      List<WaitingWork> work, List<BudgetView> budgets, PriceBook prices) {
    Map<String, Money> firsts = new LinkedHashMap<>();
    for (WaitingWork some : work) {
      String model = some.agent().model();
      if (bound(model, prices) instanceof CallBound.Bounded bounded) {
        firsts.put(model, bounded.amount());
      }
    }
    List<Problem> problems = new ArrayList<>();
    for (BudgetView budget : budgets) {
      firsts.entrySet().stream()
          .filter(first -> isTooSmall(budget, first.getValue()))
          .filter(first -> isCharged(budget, first.getKey(), work, prices))
          .map(first -> problem(budget, first.getKey(), first.getValue()))
          .forEach(problems::add);
    }
    return problems;
  }

  private static boolean isTooSmall(BudgetView budget, Money first) {
    return switch (budget.limit()) {
      case Limit.Unlimited() -> false;
      case Limit.Capped(Money limit) -> !limit.isZero() && first.isMoreThan(limit);
    };
  }

  private static boolean isCharged(
      BudgetView budget, String model, List<WaitingWork> work, PriceBook prices) {
    Scope scope = budget.id().scope();
    return work.stream()
        .filter(some -> some.agent().model().equals(model))
        .anyMatch(some -> MoneyAtHand.scopes(List.of(some), prices).contains(scope));
  }

  private static Problem problem(BudgetView budget, String model, Money first) {
    return new Problem(
        MoneyAtHand.CHECK,
        Weight.WARNING,
        "the budget %s of %s makes runs pointless: a first call of %s may cost %s"
            .formatted(budget.id(), dollars(budget.limit()), model, first),
        "allow at least one call: trafficctl budget set --scope '%s' --window %s --limit USD"
            .formatted(budget.id().scope(), budget.id().window().label()));
  }

  private static String dollars(Limit limit) {
    return switch (limit) {
      case Limit.Unlimited() -> "no limit";
      case Limit.Capped(Money amount) -> amount.toString();
    };
  }
}
