package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A model of OpenAI's.
///
/// @param thinking whether it reasons unless it is told not to
/// @param rates for each service tier the model can be had in
/// @param longPrompt rates of a whole call whose prompt is long, or null
/// @param cacheWrites whether what is written to the prompt cache has a price of its own
record GptModel(
    String id,
    long window,
    long maxOutput,
    Form.Thinking thinking,
    Map<Tier, Rates> rates,
    @Nullable LongPrompt longPrompt,
    CacheWrites cacheWrites)
    implements PricedModel {

  /// @param above the longest prompt that is still charged at the usual rates
  record LongPrompt(long above, Map<Tier, Rates> rates) {
    LongPrompt {
      rates = Map.copyOf(rates);
    }
  }

  enum CacheWrites {
    AS_INPUT,
    PRICED
  }

  GptModel {
    rates = Map.copyOf(rates);
  }

  boolean serves(Tier tier) {
    return rates.containsKey(tier);
  }

  @Override
  public BigDecimal cost(Usage usage, Terms terms) {
    Map<Tier, Rates> byTier =
        longPrompt != null && usage.prompt() > longPrompt.above() ? longPrompt.rates() : rates;
    Rates applying = byTier.get(terms.tier());
    if (applying == null) {
      throw new IllegalArgumentException(
          "%s has no price in the tier %s".formatted(id, terms.tier().word()));
    }
    return applying.cost(usage).setScale(9, RoundingMode.CEILING);
  }
}
