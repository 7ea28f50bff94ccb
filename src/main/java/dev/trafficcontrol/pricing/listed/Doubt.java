package dev.trafficcontrol.pricing.listed;

import dev.trafficcontrol.pricing.ModelPrice;
import dev.trafficcontrol.pricing.Plausibility;
import dev.trafficcontrol.pricing.Rates;
import dev.trafficcontrol.pricing.Speed;
import dev.trafficcontrol.pricing.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What speaks against believing a price: that no price list has such a one, that it is ten times
/// what it was, or a tenth, or that long prompts are cheaper than they were. A price per token that
/// is taken for one per million is the first two.
final class Doubt {

  private static final long JUMP = 10;

  private Doubt() {}

  static List<String> about(Optional<ModelPrice> before, ModelPrice after) {
    List<String> doubts = new ArrayList<>();
    before.ifPresent(was -> {
      jumps(was, after, doubts);
      flattening(was, after, doubts);
    });
    after.tiers().values().stream()
        .flatMap(List::stream)
        .flatMap(tier -> Plausibility.ofRates(tier.rates()).stream())
        .distinct()
        .forEach(doubts::add);
    return List.copyOf(doubts);
  }

  /// A list that knows no tiers makes long prompts cheaper than they are.
  private static void flattening(ModelPrice before, ModelPrice after, List<String> doubts) {
    int was = before.tiers().getOrDefault(Speed.STANDARD, List.of()).size();
    int is = after.tiers().getOrDefault(Speed.STANDARD, List.of()).size();
    if (is < was) {
      doubts.add("long prompts would no longer have a price of their own");
    }
  }

  private static void jumps(ModelPrice before, ModelPrice after, List<String> doubts) {
    for (Speed speed : Speed.values()) {
      List<Tier> was = before.tiers().getOrDefault(speed, List.of());
      List<Tier> is = after.tiers().getOrDefault(speed, List.of());
      for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
        for (Rate rate : Rate.values()) {
          long from = rate.of(was.get(i).rates());
          long to = rate.of(is.get(i).rates());
          if (Math.max(from, to) >= JUMP * Math.max(1, Math.min(from, to))) {
            doubts.add(
                "%s from %s to %s is a factor of %d or more"
                    .formatted(rate.label(), Rates.perMillion(from), Rates.perMillion(to), JUMP));
          }
        }
      }
    }
  }
}
