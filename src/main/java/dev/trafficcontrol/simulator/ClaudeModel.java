package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// A model of Anthropic's.
///
/// @param fast rates in fast mode, or null where the model has none
/// @param longPrompt rates of a whole call whose prompt is long, or null
/// @param us the factor for `inference_geo: "us"`, or null where it can't be asked for
record ClaudeModel(
    String id,
    long window,
    long maxOutput,
    Rates rates,
    @Nullable Rates fast,
    @Nullable LongPrompt longPrompt,
    @Nullable BigDecimal us,
    BigDecimal usdPerSearch)
    implements PricedModel {

  /// @param above the longest prompt that is still charged at the usual rates
  record LongPrompt(long above, Rates rates) {}

  @Override
  public BigDecimal cost(Usage usage, Terms terms) {
    BigDecimal usd = ratesFor(usage, terms).cost(usage);
    if (terms.geo() == Geo.US && us != null) {
      usd = usd.multiply(us);
    }
    return usd.add(usdPerSearch.multiply(BigDecimal.valueOf(usage.searches())))
        .setScale(9, RoundingMode.CEILING);
  }

  private Rates ratesFor(Usage usage, Terms terms) {
    if (terms.speed() == Speed.FAST && fast != null) {
      return fast;
    }
    return longPrompt != null && usage.prompt() > longPrompt.above() ? longPrompt.rates() : rates;
  }
}
