package dev.trafficcontrol.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// One model with everything its calls can be charged.
///
/// @param window most tokens a prompt may have
/// @param fast rates in fast mode, or null where the model has none
/// @param longPrompt rates of a whole call whose prompt is long, or null
/// @param us the factor for `inference_geo: "us"`, or null where it can't be asked for
record PricedModel(
    String id,
    long window,
    long maxOutput,
    Rates rates,
    @Nullable Rates fast,
    @Nullable LongPrompt longPrompt,
    @Nullable BigDecimal us,
    BigDecimal usdPerSearch) {

  /// USD per million tokens.
  record Rates(
      BigDecimal input,
      BigDecimal write5m,
      BigDecimal write1h,
      BigDecimal read,
      BigDecimal output) {

    BigDecimal cost(Usage usage) {
      return times(input, usage.input())
          .add(times(write5m, usage.write5m()))
          .add(times(write1h, usage.write1h()))
          .add(times(read, usage.read()))
          .add(times(output, usage.output()))
          .movePointLeft(6);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
      return rate.multiply(BigDecimal.valueOf(tokens));
    }
  }

  /// @param above the longest prompt that is still charged at the usual rates
  record LongPrompt(long above, Rates rates) {}

  /// What a request asked for that changes its price.
  record Terms(Speed speed, Geo geo) {
    static final Terms STANDARD = new Terms(Speed.STANDARD, Geo.GLOBAL);
  }

  enum Speed {
    STANDARD,
    FAST
  }

  enum Geo {
    GLOBAL,
    US
  }

  /// The call's price in USD: exact, then rounded up once to a nano-dollar, as the line of an
  /// invoice.
  BigDecimal cost(Usage usage, Terms terms) {
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
