package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CostPropertyTest {

  @Test
  void a_hundred_thousand_calls_cost_what_decimal_arithmetic_says() {
    for (long seed = 1; seed <= 100_000; seed++) {
      Random random = new Random(seed);
      List<Hop> hops = new ArrayList<>();
      BigDecimal usd = BigDecimal.ZERO;
      for (int i = random.nextInt(4); i >= 0; i--) {
        var row = PublishedPrices.ROWS.get(random.nextInt(PublishedPrices.ROWS.size()));
        boolean us = row.us() && random.nextBoolean();
        boolean fast = row.fast() && random.nextBoolean();
        TokenUsage usage = usage(random);
        hops.add(
            new Hop(
                random.nextBoolean() ? row.model() : row.model() + "-20260801",
                usage,
                new Modifiers(us ? Geo.US : Geo.GLOBAL, fast ? Speed.FAST : Speed.STANDARD)));
        usd = usd.add(PublishedPrices.usd(row.model(), usage, us, fast));
      }
      assertThat(Cost.of(new Metered(BOOK.version(), hops), BOOK))
          .as("seed %d: %s", seed, hops)
          .isEqualTo(new Cost.Priced(Money.ofNanos(PublishedPrices.nanosRoundedUp(usd))));
    }
  }

  /// Of every magnitude, often at a tier's edge.
  private static TokenUsage usage(Random random) {
    long edge = random.nextBoolean() ? 100_000 : 200_000;
    long input = random.nextInt(4) == 0 ? edge + random.nextInt(3) - 1 : tokens(random);
    return random.nextInt(3) == 0
        ? new TokenUsage(input, 0, 0, 0, tokens(random), 0)
        : new TokenUsage(
            input,
            tokens(random),
            tokens(random),
            tokens(random),
            tokens(random),
            random.nextInt(5));
  }

  private static long tokens(Random random) {
    return random.nextLong(1L << random.nextInt(22));
  }
}
