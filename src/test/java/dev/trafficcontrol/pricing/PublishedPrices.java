package dev.trafficcontrol.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// The published table once more, and the cost of a hop by decimal arithmetic: an oracle that
/// shares neither data nor code with the price book.
final class PublishedPrices {

  /// Dollars per million tokens: input, write 5m, write 1h, read, output.
  record Row(String model, long from, long upTo, boolean us, boolean fast, List<String> rates) {}

  static final List<Row> ROWS =
      List.of(
          row("claude-fable-5-1", "us", "10 12.5 20 0.25 50"),
          row("claude-mythos-5-1", "us", "10 12.5 20 0.25 50"),
          row("claude-fable-5", "us", "10 12.5 20 1 50"),
          row("claude-mythos-5", "us", "10 12.5 20 1 50"),
          row("claude-opus-5-5", "us fast", "4 5 8 0.20 20"),
          row("claude-opus-5", "us fast", "5 6.25 10 0.5 25"),
          row("claude-opus-4-8", "us fast", "5 6.25 10 0.5 25"),
          row("claude-opus-4-7", "us", "5 6.25 10 0.5 25"),
          row("claude-opus-4-6", "us", "5 6.25 10 0.5 25"),
          row("claude-opus-4-5", "", "5 6.25 10 0.5 25"),
          row("claude-opus-4-1", "", "15 18.75 30 1.5 75"),
          row("claude-opus-4", "", "15 18.75 30 1.5 75"),
          row("claude-sonnet-5-5", "us", "2 2.5 4 0.10 10"),
          row("claude-sonnet-5", "us", "2 2.5 4 0.2 10"),
          row("claude-sonnet-4-6", "us", "3 3.75 6 0.3 15"),
          tier("claude-sonnet-4-5", 0, 200_000, "", "3 3.75 6 0.3 15"),
          tier("claude-sonnet-4-5", 200_001, Long.MAX_VALUE, "", "6 7.5 12 0.6 22.5"),
          tier("claude-sonnet-4", 0, 200_000, "", "3 3.75 6 0.3 15"),
          tier("claude-sonnet-4", 200_001, Long.MAX_VALUE, "", "6 7.5 12 0.6 22.5"),
          tier("claude-haiku-5-5", 0, 100_000, "us", "0.10 0.125 0.20 0.01 0.50"),
          tier("claude-haiku-5-5", 100_001, Long.MAX_VALUE, "us", "0.50 0.625 1 0.05 2.50"),
          row("claude-haiku-4-5", "", "1 1.25 2 0.1 5"));

  private PublishedPrices() {}

  private static Row row(String model, String offers, String rates) {
    return tier(model, 0, Long.MAX_VALUE, offers, rates);
  }

  private static Row tier(String model, long from, long upTo, String offers, String rates) {
    return new Row(
        model,
        from,
        upTo,
        offers.contains("us"),
        offers.contains("fast"),
        List.of(rates.split(" ")));
  }

  /// Unrounded dollars.
  static BigDecimal usd(String model, TokenUsage usage, boolean us, boolean fast) {
    Row row =
        ROWS.stream()
            .filter(r ->
                r.model().equals(model)
                    && r.from() <= usage.promptTokens()
                    && usage.promptTokens() <= r.upTo())
            .findFirst()
            .orElseThrow();
    List<Long> tokens =
        List.of(usage.input(), usage.write5m(), usage.write1h(), usage.cacheRead(), usage.output());
    BigDecimal dollars = BigDecimal.ZERO;
    for (int i = 0; i < tokens.size(); i++) {
      BigDecimal each = new BigDecimal(row.rates().get(i)).movePointLeft(6);
      dollars = dollars.add(each.multiply(BigDecimal.valueOf(tokens.get(i))));
    }
    dollars = us ? dollars.multiply(new BigDecimal("1.1")) : dollars;
    dollars = fast ? dollars.multiply(BigDecimal.TWO) : dollars;
    return dollars.add(new BigDecimal("0.01").multiply(BigDecimal.valueOf(usage.webSearches())));
  }

  static long nanosRoundedUp(BigDecimal usd) {
    return usd.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
