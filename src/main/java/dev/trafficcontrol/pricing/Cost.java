package dev.trafficcontrol.pricing;

import dev.trafficcontrol.money.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/// What a metered call costs: exact, rounded up to a nano-dollar once, after all its hops.
public sealed interface Cost {

  record Priced(Money amount) implements Cost {}

  /// The book has no price for this. The caller charges what it held: unpriced is never free.
  record Unpriced(String model, String reason) implements Cost {}

  /// Throws [IllegalArgumentException] where the call was metered for another price book, and
  /// [ArithmeticException] where the usage is too large to be an amount of money.
  static Cost of(Metered metered, PriceBook book) {
    if (!metered.priceBookVersion().equals(book.version())) {
      throw new IllegalArgumentException(
          "metered for price book %s, not %s"
              .formatted(metered.priceBookVersion(), book.version()));
    }
    return sum(metered.hops(), hop -> hop.usage().promptTokens(), book);
  }

  /// What many calls of one model cost together, as far as their sum can say: each of them was
  /// rounded up for itself.
  ///
  /// @param promptTokens the size of a prompt whose rates are those of each of them
  static Cost ofMany(Hop together, long promptTokens, PriceBook book) {
    return sum(List.of(together), _ -> promptTokens, book);
  }

  private static Cost sum(List<Hop> hops, ToLongFunction<Hop> promptTokens, PriceBook book) {
    FemtoUsd sum = FemtoUsd.ZERO;
    for (Hop hop : hops) {
      Optional<ModelPrice> price = book.find(hop.model());
      if (price.isEmpty()) {
        return new Unpriced(hop.model(), "the price book has no such model");
      }
      Modifiers modifiers = hop.modifiers();
      Optional<Rates> rates = price.get().rates(modifiers.speed(), promptTokens.applyAsLong(hop));
      OptionalInt permille = price.get().permille(modifiers.geo());
      if (rates.isEmpty() || permille.isEmpty()) {
        return new Unpriced(hop.model(), "it has no price for " + modifiers);
      }
      sum = add(sum, hop.usage(), rates.get(), permille.getAsInt(), price.get().webSearch());
    }
    return new Priced(sum.roundedUp());
  }

  private static FemtoUsd add(
      FemtoUsd sum, TokenUsage usage, Rates rates, int permille, Money webSearch) {
    return sum.plusTokens(usage.input(), rates.input(), permille)
        .plusTokens(usage.write5m(), rates.write5m(), permille)
        .plusTokens(usage.write1h(), rates.write1h(), permille)
        .plusTokens(usage.cacheRead(), rates.cacheRead(), permille)
        .plusTokens(usage.output(), rates.output(), permille)
        .plusTimes(usage.webSearches(), webSearch);
  }
}
