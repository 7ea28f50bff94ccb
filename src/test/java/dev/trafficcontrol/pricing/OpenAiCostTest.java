package dev.trafficcontrol.pricing;

import static dev.trafficcontrol.pricing.ShippedBook.BOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trafficcontrol.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// OpenAI's published table once more, and the cost of a call by decimal arithmetic: an oracle that
/// shares neither data nor code with the price book.
class OpenAiCostTest {

  /// Dollars per million tokens: input, cache write, cache read, output. `long`: a prompt of
  /// 272,000 tokens or more costs twice as much, its output half as much again.
  private static final List<String> PUBLISHED =
      List.of(
          "gpt-6-astra STANDARD 10 12.5 1 50 long",
          "gpt-6-astra FLEX 5 6.25 0.5 25 long",
          "gpt-6-astra PRIORITY 20 25 2 100 long",
          "gpt-6.1-sol STANDARD 2 2.5 0.1 10 long",
          "gpt-6-sol STANDARD 2 2.5 0.2 10 long",
          "gpt-6-sol FLEX 1 1.25 0.1 5 long",
          "gpt-6-luna STANDARD 0.1 0.125 0.01 0.5 long",
          "gpt-6-luna PRIORITY 0.2 0.25 0.02 1 long",
          "gpt-5.6-sol STANDARD 4 5 0.4 20 long",
          "gpt-5.6-terra FLEX 1 1.25 0.1 6 long",
          "gpt-5.6-luna STANDARD 0.2 0.25 0.02 1.2 long",
          "gpt-5.5 STANDARD 5 5 0.5 30 long",
          "gpt-5.5 PRIORITY 12.5 12.5 1.25 75 long",
          "gpt-5.5-pro STANDARD 30 30 30 180 long",
          "gpt-5.4 FLEX 1.25 1.25 0.13 7.5 long",
          "gpt-5.4-mini STANDARD 0.75 0.75 0.075 4.5 flat",
          "gpt-5.2 PRIORITY 3.5 3.5 0.35 28 flat",
          "gpt-5.1 STANDARD 1.25 1.25 0.125 10 flat",
          "gpt-5-pro STANDARD 15 15 15 120 flat",
          "gpt-5-mini FLEX 0.125 0.125 0.0125 1 flat",
          "gpt-5-nano STANDARD 0.05 0.05 0.005 0.4 flat",
          "gpt-4.1 PRIORITY 3.5 3.5 0.875 14 flat",
          "gpt-4o STANDARD 2.5 2.5 1.25 10 flat",
          "o3 STANDARD 2 2 0.5 8 flat",
          "o1-pro STANDARD 150 150 150 600 flat");

  private static final long LONG = 272_000;

  @Test
  void a_hundred_thousand_calls_cost_what_decimal_arithmetic_says_at_every_service_tier() {
    for (long seed = 1; seed <= 100_000; seed++) {
      Random random = new Random(seed);
      String[] row = PUBLISHED.get(random.nextInt(PUBLISHED.size())).split(" ");
      TokenUsage usage = usage(random);
      Hop hop =
          new Hop(
              random.nextBoolean() ? row[0] : row[0] + "-2026-08-01",
              usage,
              new Modifiers(Geo.GLOBAL, Speed.valueOf(row[1])));
      assertThat(Cost.of(new Metered(BOOK.version(), List.of(hop)), BOOK))
          .as("seed %d: %s", seed, hop)
          .isEqualTo(
              new Cost.Priced(Money.ofNanos(PublishedPrices.nanosRoundedUp(usd(row, usage)))));
    }
  }

  private static BigDecimal usd(String[] row, TokenUsage usage) {
    boolean isLong = row[6].equals("long") && usage.promptTokens() >= LONG;
    BigDecimal prompt =
        times(row[2], usage.input())
            .add(times(row[3], usage.write5m()))
            .add(times(row[3], usage.write1h()))
            .add(times(row[4], usage.cacheRead()));
    BigDecimal output = times(row[5], usage.output());
    return isLong
        ? prompt.multiply(BigDecimal.TWO).add(output.multiply(new BigDecimal("1.5")))
        : prompt.add(output);
  }

  private static BigDecimal times(String perMillion, long tokens) {
    return new BigDecimal(perMillion).movePointLeft(6).multiply(BigDecimal.valueOf(tokens));
  }

  /// Of every magnitude, often at the border.
  private static TokenUsage usage(Random random) {
    long input = random.nextInt(3) == 0 ? LONG + random.nextInt(3) - 1 : tokens(random);
    return random.nextBoolean()
        ? new TokenUsage(input, 0, 0, 0, tokens(random), 0)
        : new TokenUsage(input, tokens(random), tokens(random), tokens(random), tokens(random), 0);
  }

  private static long tokens(Random random) {
    return random.nextLong(1L << random.nextInt(20));
  }
}
