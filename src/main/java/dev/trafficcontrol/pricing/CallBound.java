package dev.trafficcontrol.pricing;

import dev.trafficcontrol.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The most that a call of one model can cost. A call with hops to other models (fallback, advisor)
/// has one bound for each.
///
/// Invariant: [Cost] of any usage within the shape is at most `amount`.
public sealed interface CallBound {

  /// No call of any model in the book needs a hundredth of it: more is a mistake, such as a
  /// `max_tokens` of 10^15. Keeps sums of holds within range, however many there are.
  Money MOST = Money.ofUsd("100000");

  /// @param inputTokens the most prompt tokens that may be billed, over all loops
  /// @param outputTokens the most output tokens that may be billed
  record Bounded(Money amount, long inputTokens, long outputTokens) implements CallBound {}

  /// No hold would be large enough, or none is known: the call is to be refused.
  record Unbounded(String reason) implements CallBound {}

  static CallBound of(CallShape shape, PriceBook book) {
    Optional<ModelPrice> price = book.find(shape.model());
    if (price.isEmpty()) {
      return new Unbounded("the price book has no model '%s'".formatted(shape.model()));
    }
    Modifiers modifiers = shape.modifiers();
    List<List<Tier>> ways = price.get().tiersAskedFor(modifiers.speed());
    OptionalInt permille = price.get().permille(modifiers.geo());
    if (ways.isEmpty() || permille.isEmpty()) {
      return new Unbounded("'%s' has no price for %s".formatted(shape.model(), modifiers));
    }
    try {
      long input = inputTokens(shape, price.get().limits().contextWindow());
      long output = outputTokens(shape);
      FemtoUsd dearest = FemtoUsd.ZERO;
      for (List<Tier> tiers : ways) {
        dearest = dearest.max(dearest(tiers, input, output, shape.caching(), permille.getAsInt()));
      }
      Money amount = dearest.plusTimes(shape.maxWebSearches(), price.get().webSearch()).roundedUp();
      return amount.isMoreThan(MOST)
          ? new Unbounded(
              "its worst case is %s; no call needs more than %s".formatted(amount, MOST))
          : new Bounded(amount, input, output);
    } catch (ArithmeticException tooLarge) {
      return new Unbounded("its worst case is more than an amount of money can hold");
    }
  }

  /// A prompt above the window is an error at the provider and costs nothing. With tools that run
  /// there, each loop bills the grown prompt again, up to a whole window.
  private static long inputTokens(CallShape shape, long contextWindow) {
    return shape.extraLoops() == 0
        ? Math.min(shape.inputTokens(), contextWindow)
        : Math.multiplyExact(contextWindow, 1L + shape.extraLoops());
  }

  /// That `max_tokens` covers all loops together is nowhere promised, so each may use it up. It is
  /// not capped by the model's own maximum: the provider decides what it refuses.
  private static long outputTokens(CallShape shape) {
    long perLoop = Math.multiplyExact(shape.maxOutputTokens(), (long) shape.answers());
    return Math.multiplyExact(perLoop, 1L + shape.extraLoops());
  }

  /// The maximum over every tier that a prompt of at most `input` tokens can fall into: a higher
  /// tier may be the cheaper one, and a short prompt stays in a lower one.
  private static FemtoUsd dearest(
      List<Tier> tiers, long input, long output, Caching caching, int permille) {
    FemtoUsd dearest = FemtoUsd.ZERO;
    long below = -1;
    for (Tier tier : tiers) {
      if (input > below) {
        FemtoUsd atMost =
            FemtoUsd.ZERO
                .plusTokens(
                    Math.min(input, tier.upTo()), tier.rates().dearestInput(caching), permille)
                .plusTokens(output, tier.rates().output(), permille);
        dearest = dearest.max(atMost);
      }
      below = tier.upTo();
    }
    return dearest;
  }
}
