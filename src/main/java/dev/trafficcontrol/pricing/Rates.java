package dev.trafficcontrol.pricing;

import java.math.BigDecimal;

/// Prices in pico-USD (10⁻¹² US dollars) per token: a dollar per million tokens is 1,000,000.
///
/// Each rate is kept, none derived: cache reads cost 0.025, 0.05 or 0.1 of the input, by model. A
/// provider that charges nothing extra for cache writes states its input rate there.
public record Rates(long input, long write5m, long write1h, long cacheRead, long output) {

  /// A rate in pico-USD per token is in micro-USD per million tokens.
  private static final int MICRO = 6;

  /// Each of the two's dearer rate.
  Rates dearer(Rates other) {
    return new Rates(
        Math.max(input, other.input),
        Math.max(write5m, other.write5m),
        Math.max(write1h, other.write1h),
        Math.max(cacheRead, other.cacheRead),
        Math.max(output, other.output));
  }

  /// The dearest a prompt token can be under this use of the cache. Reads are always possible: a
  /// provider may cache unasked.
  long dearestInput(Caching caching) {
    long unwritten = Math.max(input, cacheRead);
    return switch (caching) {
      case NONE -> unwritten;
      case FIVE_MINUTES -> Math.max(unwritten, write5m);
      case ONE_HOUR -> Math.max(unwritten, Math.max(write5m, write1h));
    };
  }

  /// As people read prices: dollars per million tokens.
  public static String perMillion(long picoPerToken) {
    BigDecimal usd = BigDecimal.valueOf(picoPerToken, MICRO).stripTrailingZeros();
    return (usd.scale() < 2 ? usd.setScale(2) : usd).toPlainString();
  }
}
