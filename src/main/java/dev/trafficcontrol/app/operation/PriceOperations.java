package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `prices …`
public final class PriceOperations {

  /// A rate in pico-USD per token is in micro-USD per million tokens.
  private static final int MICRO = 6;

  private final PriceBook prices;

  public PriceOperations(PriceBook prices) {
    this.prices = prices;
  }

  public List<Verb> verbs() {
    return List.of(Verb.open("prices list", this::list));
  }

  private Facts list(Arguments arguments) {
    List<Facts> rows = new ArrayList<>();
    for (ModelPrice model : prices.models()) {
      for (Speed speed : Speed.values()) {
        model
            .tiers()
            .getOrDefault(speed, List.of())
            .forEach(tier -> rows.add(facts(model, speed, tier)));
      }
    }
    return Facts.of("version", prices.version(), "prices", rows);
  }

  private static Facts facts(ModelPrice model, Speed speed, Tier tier) {
    Rates rates = tier.rates();
    String size = tier.upTo() == Tier.UNLIMITED ? "any" : "up to " + tier.upTo() + " tokens";
    return Facts.of(
        "model", model.model(),
        "tier", speed.name().toLowerCase(Locale.ROOT) + ", " + size,
        "input", perMillion(rates.input()),
        "cache_write_5m", perMillion(rates.write5m()),
        "cache_write_1h", perMillion(rates.write1h()),
        "cache_read", perMillion(rates.cacheRead()),
        "output", perMillion(rates.output()),
        "as_of", tier.date(),
        "source", tier.source());
  }

  private static String perMillion(long picoPerToken) {
    BigDecimal usd = BigDecimal.valueOf(picoPerToken, MICRO).stripTrailingZeros();
    return (usd.scale() < 2 ? usd.setScale(2) : usd).toPlainString();
  }
}
