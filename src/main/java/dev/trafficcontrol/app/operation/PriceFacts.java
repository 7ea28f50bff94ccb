package dev.trafficcontrol.app.operation;

import dev.trafficcontrol.cli.Facts;
import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.PriceBook;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import dev.trafficcontrol.pricing.listed.Comparison;
import dev.trafficcontrol.pricing.listed.KnownDifference;
import dev.trafficcontrol.pricing.listed.PriceDifference;
import dev.trafficcontrol.pricing.listed.PriceUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prices as people and scripts are told of them.
final class PriceFacts {

  private PriceFacts() {}

  /// A row for each model, speed and size of prompts.
  static List<Facts> of(PriceBook book) {
    List<Facts> rows = new ArrayList<>();
    for (ModelPrice model : book.models()) {
      for (Speed speed : Speed.values()) {
        model
            .tiers()
            .getOrDefault(speed, List.of())
            .forEach(tier -> rows.add(row(model, speed, tier)));
      }
    }
    return rows;
  }

  private static Facts row(ModelPrice model, Speed speed, Tier tier) {
    Rates rates = tier.rates();
    String size = tier.upTo() == Tier.UNLIMITED ? "any" : "up to " + tier.upTo() + " tokens";
    return Facts.of(
        "model", model.model(),
        "tier", speed.name().toLowerCase(Locale.ROOT) + ", " + size,
        "input", Rates.perMillion(rates.input()),
        "cache_write_5m", Rates.perMillion(rates.write5m()),
        "cache_write_1h", Rates.perMillion(rates.write1h()),
        "cache_read", Rates.perMillion(rates.cacheRead()),
        "output", Rates.perMillion(rates.output()),
        "as_of", tier.date(),
        "source", tier.source());
  }

  static List<Facts> of(Comparison comparison) {
    return comparison.differences().stream()
        .map(found ->
            Facts.of(
                "model", found.model(),
                "what", found.what(),
                "ours", found.ours(),
                "theirs", found.theirs(),
                "known", KnownDifference.why(found)))
        .toList();
  }

  static boolean isKnown(PriceDifference found) {
    return KnownDifference.why(found).isPresent();
  }

  static List<Facts> onlyThere(Comparison comparison) {
    return comparison.onlyThere().stream()
        .map(there -> Facts.of("model", there.model(), "why", there.why()))
        .toList();
  }

  static Facts of(PriceUpdate.Change change) {
    return Facts.of(
        "model", change.model(),
        "what", change.what(),
        "before", change.before(),
        "after", change.after());
  }

  static Facts of(PriceUpdate.Left left) {
    return Facts.of("model", left.model(), "why", left.why());
  }
}
