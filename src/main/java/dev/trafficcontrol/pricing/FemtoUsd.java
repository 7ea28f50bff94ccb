package dev.trafficcontrol.pricing;

import dev.trafficcontrol.money.Money;
import java.math.BigInteger;

/// An exact sum on its way to an amount of money, in femto-USD (10⁻¹⁵ US dollars): a token count
/// times a rate in pico-USD times a factor in thousandths is a whole number of these, so nothing is
/// rounded before the end.
record FemtoUsd(BigInteger value) {

  static final FemtoUsd ZERO = new FemtoUsd(BigInteger.ZERO);

  private static final BigInteger PER_NANO = BigInteger.valueOf(1_000_000);

  FemtoUsd plusTokens(long tokens, long picosPerToken, int permille) {
    return plus(
        BigInteger.valueOf(tokens)
            .multiply(BigInteger.valueOf(picosPerToken))
            .multiply(BigInteger.valueOf(permille)));
  }

  FemtoUsd plusTimes(long count, Money each) {
    return plus(
        BigInteger.valueOf(count).multiply(BigInteger.valueOf(each.nanos())).multiply(PER_NANO));
  }

  FemtoUsd max(FemtoUsd other) {
    return new FemtoUsd(value.max(other.value));
  }

  /// The one rounding of a call. Throws [ArithmeticException] above what [Money] can hold.
  Money roundedUp() {
    BigInteger nanos = value.add(PER_NANO).subtract(BigInteger.ONE).divide(PER_NANO);
    return Money.ofNanos(nanos.longValueExact());
  }

  private FemtoUsd plus(BigInteger more) {
    return new FemtoUsd(value.add(more));
  }
}
